// A bare cpp-httplib handler, beside which tools/bench measures: POST /N is answered with N bytes. Prints its
// address.

#include <httplib.h>

#include <cstdio>
#include <limits>

int main() {
    httplib::Server server;
    server.new_task_queue = [] { return new httplib::ThreadPool(64); }; // one for each connection of a bench
    server.set_keep_alive_max_count(std::numeric_limits<std::size_t>::max());
    server.set_tcp_nodelay(true);
    server.Post(R"(/(\d+))", [](const httplib::Request& request, httplib::Response& response) {
        response.set_content(std::string(std::stoul(request.matches[1]), 'x'), "application/octet-stream");
    });
    std::printf("http://127.0.0.1:%d\n", server.bind_to_any_port("127.0.0.1"));
    std::fflush(stdout);
    return server.listen_after_bind() ? 0 : 1;
}
