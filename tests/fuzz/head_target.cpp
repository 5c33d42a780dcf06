#include "backend/http/gate/head.hpp"
#include "common/text.hpp"
#include "tests/fuzz/target.hpp"

#include <algorithm>

using namespace stu;

namespace {

/// The head again, from what was understood of it.
std::string written(const http::Head& head) {
    std::string text = head.method + " " + head.target + (head.probe ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    for (const auto& [name, value] : head.headers) text += name + ": " + value + "\r\n";
    if (!head.keep_alive) text += "connection: close\r\n";
    if (head.method == "POST") text += "content-length: " + std::to_string(head.content_length) + "\r\n";
    return text + "\r\n";
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return c != '\t' && static_cast<unsigned char>(c) < ' '; });
}

} // namespace

std::vector<std::string_view> stu::fuzz::words() {
    return {"\r\n",
            "\r",
            "\n",
            ":",
            " ",
            "\t",
            "GET ",
            "POST ",
            " HTTP/1.1",
            "Host: a\r\n",
            "Content-Length: 2\r\n",
            "Content-Length: 99999999999\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Connection: close\r\n",
            "%0d%0a",
            "%",
            "?",
            std::string_view("\0", 1),
            "\xFF"};
}

std::vector<std::string> stu::fuzz::seeds() {
    const std::string host = "Host: desk.example.edu\r\n";
    return {"GET / HTTP/1.1\r\n" + host + "\r\n",
            "HEAD /api/attachments.view?id=01 HTTP/1.1\r\n" + host +
                "If-None-Match: \"a\"\r\nConnection: close\r\n\r\n",
            "POST /api/tickets.list HTTP/1.1\r\n" + host +
                "Origin: https://desk.example.edu\r\nCookie: stuticket_session=0\r\nContent-Type: "
                "application/json\r\n"
                "X-StuTicket: 1\r\nX-Forwarded-For: 192.0.2.1, 10.0.0.1\r\nContent-Length: 2\r\n\r\n{}",
            "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n",
            "GET / HTTP/1.1\r\n" + host + "User-Agent: " + std::string(199, 'a') + " b\r\n\r\n",
            "GET /%0d%0a HTTP/1.0\r\n\r\n",
            "GET /readyz HTTP/1.0\r\n\r\n"};
}

/// What was accepted says the same when it is written down and read again, and cannot break a line of
/// anything.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view received(reinterpret_cast<const char*>(data), size);
    const auto parsed = http::parse_head(received);
    if (const auto* refusal = std::get_if<http::Refusal>(&parsed)) fuzz::require(refusal->status >= 400);
    const auto* head = std::get_if<http::Head>(&parsed);
    if (head == nullptr) return 0;
    fuzz::require(head->bytes <= size && head->target.starts_with('/'));
    // Only a load balancer's question whether the server is well comes without a host, and then ends.
    const bool asks_health = head->target == "/healthz" || head->target == "/readyz";
    fuzz::require(head->probe ? asks_health && !head->keep_alive : !head->header("host").empty());
    for (const auto& [name, value] : head->headers)
        fuzz::require(name == lower_ascii(name) && !has_control(value));
    const std::string text = written(*head);
    const auto reparsed = http::parse_head(text);
    const auto* again = std::get_if<http::Head>(&reparsed);
    fuzz::require(text.size() > http::max_head_bytes || (again != nullptr && written(*again) == text));
    return 0;
}
