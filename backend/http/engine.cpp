#include "backend/http/engine.hpp"

#include "backend/http/access_log.hpp"
#include "backend/http/routes.hpp"
#include "common/text.hpp"

#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <utility>

namespace stu::http {
namespace {

using Time = std::chrono::steady_clock::time_point;

/// Our id travels to the handlers as a header; head.cpp lets no client send one of this name.
constexpr const char* id_header = "Request-Id";

/// A request in memory and room for its answer, where the library expects a connection.
class MemoryStream final : public httplib::Stream {
  public:
    MemoryStream(std::string in, std::string_view address) : in_(std::move(in)), address_(address) {}

    bool is_readable() const override { return read_ < in_.size(); }
    bool wait_readable() const override { return is_readable(); }
    bool wait_writable() const override { return true; }
    ssize_t read(char* to, std::size_t size) override {
        size = std::min(size, in_.size() - read_);
        std::memcpy(to, in_.data() + read_, size);
        read_ += size;
        return static_cast<ssize_t>(size);
    }
    ssize_t write(const char* from, std::size_t size) override {
        out_.append(from, size);
        return static_cast<ssize_t>(size);
    }
    void get_remote_ip_and_port(std::string& ip, int& port) const override {
        ip = address_;
        port = 0;
    }
    void get_local_ip_and_port(std::string& ip, int& port) const override {
        ip.clear();
        port = 0;
    }
    socket_t socket() const override { return INVALID_SOCKET; }
    time_t duration() const override { return 0; }

    std::string take_answer() { return std::move(out_); }

  private:
    std::string in_, out_, address_;
    std::size_t read_ = 0;
};

/// The head again, from what was understood of it: nothing else reaches the library.
std::string canonical(const Head& head, std::string_view id, std::string_view body) {
    std::string text = head.method + " " + head.target + " HTTP/1.1\r\n";
    for (const auto& [name, value] : head.headers) text += name + ": " + value + "\r\n";
    text += std::string(id_header) + ": " + std::string(id) + "\r\n";
    if (!head.keep_alive) text += "Connection: close\r\n";
    if (head.method == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    text += "\r\n";
    return text.append(body);
}

Request request_of(const httplib::Request& from) {
    Request request;
    request.id = from.get_header_value(id_header);
    request.method = from.method;
    request.path = from.path;
    request.query.insert(from.params.begin(), from.params.end());
    for (const auto& [name, value] : from.headers) request.headers.emplace_back(lower_ascii(name), value);
    request.body = from.body;
    request.address = from.remote_addr;
    return request;
}

Request request_of(const Head* head, std::string id, std::string_view address) {
    Request request;
    request.id = std::move(id);
    request.address = address;
    if (head == nullptr) return request;
    request.method = head->method;
    request.path = head->path();
    request.headers = head->headers;
    return request;
}

/// Whom `peer` speaks for, as shares and limits are counted.
std::string client_of(const TrustedProxies& proxies, const Head* head, std::string_view peer) {
    const Address address = Address::parse(peer).value_or(Address{});
    return (head == nullptr ? address : proxies.client_of(address, head->forwarded_for)).owner();
}

void log(const Request& request, const Response& response, Time start) {
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    log_request({request.id, request.method, request.path, response.user_id, request.address, response.status,
                 took.count(), response.body.size()});
}

/// An answer given without the library, after which the connection closes.
std::string closing_answer(const Response& response) {
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + " " +
                       httplib::status_message(response.status) + "\r\n";
    for (const auto& [name, value] : response.headers) text += name + ": " + value + "\r\n";
    text += "Content-Type: " + response.content_type + "\r\n";
    text += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
    return text + "Connection: close\r\n\r\n" + response.body;
}

} // namespace

class Engine::Library final : private httplib::Server {
  public:
    explicit Library(Site& site) : site_(site) {
        set_payload_max_length(static_cast<std::size_t>(max_pdf_bytes));
        // GET is answered here and POST screened here, before the library looks for a route or reads a body.
        // That leaves one route, and none that would run a regular expression.
        set_pre_routing_handler(
            [this](const httplib::Request& from, httplib::Response& to) { return before_routing(from, to); });
        Post("/api/:endpoint", [this](const httplib::Request& from, httplib::Response& to) {
            const Request request = request_of(from);
            put(request, site_.post(request), from.start_time_, to);
        });
        set_post_routing_handler(
            [](const httplib::Request& from, httplib::Response& to) { finish(from, to); });
    }

    std::string answer(std::string text, std::string_view address) {
        MemoryStream stream(std::move(text), address);
        bool closed = false;
        process_request(stream, std::string(address), 0, "", 0, false, closed, nullptr);
        return stream.take_answer();
    }

  private:
    HandlerResponse before_routing(const httplib::Request& from, httplib::Response& to) {
        const Request request = request_of(from);
        if (request.method != "POST") {
            put(request, site_.get(request), from.start_time_, to);
            return HandlerResponse::Handled;
        }
        auto refusal = site_.screen_head(request);
        if (!refusal) return HandlerResponse::Unhandled;
        put(request, std::move(*refusal), from.start_time_, to);
        return HandlerResponse::Handled;
    }

    static void put(const Request& request, Response response, Time start, httplib::Response& to) {
        log(request, response, start);
        to.status = response.status;
        for (const auto& [name, value] : response.headers) to.set_header(name, value);
        if (!response.body.empty()) to.set_content(std::move(response.body), response.content_type);
    }

    /// The library closes after every error and advertises what it would do with a socket; the gate knows
    /// better.
    static void finish(const httplib::Request& from, httplib::Response& to) {
        for (const char* name : {"Connection", "Keep-Alive", "Accept-Ranges"}) to.headers.erase(name);
        if (to.status == 304) to.headers.erase("Content-Length");
        if (from.get_header_value("Connection") == "close") to.set_header("Connection", "close");
    }

    Site& site_;
};

Engine::Engine(Site& site) : site_(site), library_(std::make_unique<Library>(site)) {}
Engine::~Engine() = default;

std::size_t Engine::body_limit(const Head& head) const { return http::body_limit(head.path()); }

Lane Engine::lane(const Head& head) const {
    return head.method == "POST" ? lane_of(head.path(), site_.captcha_is_outside()) : Lane::usual;
}

bool Engine::is_proxy(const Address& peer) const { return site_.proxies().contains(peer); }

std::optional<std::string> Engine::refuse_early(const Head& head, std::string_view address) {
    const Time start = std::chrono::steady_clock::now();
    const Request request = request_of(&head, site_.request_id(), client_of(site_.proxies(), &head, address));
    const auto refusal = site_.screen_upload(request);
    if (!refusal) return std::nullopt;
    log(request, *refusal, start);
    return closing_answer(*refusal);
}

std::string Engine::answer(const Head& head, std::string body, std::string_view address) {
    return library_->answer(canonical(head, site_.request_id(), body),
                            client_of(site_.proxies(), &head, address));
}

std::string Engine::refusal(int status, const Head* head, std::string_view address) const {
    const Time start = std::chrono::steady_clock::now();
    const Request request = request_of(head, site_.request_id(), client_of(site_.proxies(), head, address));
    const Response response = site_.refusal(request, status);
    log(request, response, start);
    return closing_answer(response);
}

} // namespace stu::http
