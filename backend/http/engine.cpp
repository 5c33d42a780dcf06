#include "backend/http/engine.hpp"

#include "backend/http/access_log.hpp"
#include "backend/http/cookies.hpp"
#include "backend/http/routes.hpp"

#include <httplib.h>

#include <cstdlib>
#include <optional>
#include <utility>

namespace stu::http {
namespace {

/// Where the handlers find the request, and leave its answer.
struct Exchange {
    Request request;
    std::optional<Response> response;
};
/// The library calls its handlers on the thread that has called it.
thread_local Exchange* present = nullptr;

/// The beginning of a request in memory, where the library expects a connection. What the library would write
/// is not sent: every answer is put into words by `answer_of`.
class MemoryStream final : public httplib::Stream {
  public:
    explicit MemoryStream(std::string head) : head_(std::move(head)) {}

    bool is_readable() const override { return read_ < head_.size(); }
    bool wait_readable() const override { return is_readable(); }
    bool wait_writable() const override { return true; }
    ssize_t read(char* to, std::size_t size) override {
        size = head_.copy(to, size, read_);
        read_ += size;
        return static_cast<ssize_t>(size);
    }
    ssize_t write(const char* from, std::size_t size) override {
        if (written_.size() < status_line) written_.append(from, std::min(size, status_line));
        return static_cast<ssize_t>(size);
    }
    void get_remote_ip_and_port(std::string& ip, int& port) const override {
        ip.clear();
        port = 0;
    }
    void get_local_ip_and_port(std::string& ip, int& port) const override {
        ip.clear();
        port = 0;
    }
    socket_t socket() const override { return INVALID_SOCKET; }
    time_t duration() const override { return 0; }

    /// With which the library would have answered.
    int status() const { return written_.size() < status_line ? 400 : std::atoi(written_.c_str() + 9); }

  private:
    static constexpr std::size_t status_line = 12; ///< "HTTP/1.1 400"
    std::string head_, written_;
    std::size_t read_ = 0;
};

/// What the library needs for taking the target apart and for finding the route. The headers were understood
/// before (head.cpp), and it would only refuse some of them, each in its own way; the body goes past it, so
/// that a PDF is not copied.
std::string canonical(const Head& head) {
    return head.method + " " + head.target + " HTTP/1.1\r\n" +
           (head.method == "POST" ? "Content-Length: 0\r\n\r\n" : "\r\n");
}

/// 304 describes what the browser has, and HEAD what GET would bring (RFC 9110 §9.3.2, §15.4.5).
Answer answer_of(std::string_view method, const Response& response, bool close) {
    Answer answer;
    answer.signed_in = !response.user_id.empty();
    std::string& text = answer.text;
    constexpr std::size_t usual_head = 1'024;
    text.reserve(usual_head + response.body.size());
    text.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    text.append(httplib::status_message(response.status)).append("\r\n");
    for (const auto& [name, value] : response.headers)
        if (value.find('\r') == value.npos && value.find('\n') == value.npos)
            text.append(name).append(": ").append(value).append("\r\n");
    const std::size_t length = response.body.size() + response.embedded.size();
    if (length > 0 || response.goes_on) text += "Content-Type: " + response.content_type + "\r\n";
    if (response.status != 304 && !response.goes_on)
        text += "Content-Length: " + std::to_string(length) + "\r\n";
    if (close) text += "Connection: close\r\n";
    text += "\r\n";
    if (method == "HEAD") return answer;
    text += response.body;
    answer.rest = response.embedded;
    answer.goes_on = response.goes_on;
    return answer;
}

} // namespace

class Engine::Library final : private httplib::Server {
  public:
    explicit Library(Site& site) : site_(site) {
        // GET is answered here and POST screened here, before the library looks for a route. That leaves one
        // route, and none that would run a regular expression.
        set_pre_routing_handler(
            [this](const httplib::Request& from, httplib::Response&) { return before_routing(from); });
        Post("/api/:endpoint", [this](const httplib::Request&, httplib::Response&) {
            present->response = site_.post(present->request);
        });
    }

    /// The site's answer, or the refusal of what the library does not take.
    Response answer(const Head& head, Exchange& exchange) {
        MemoryStream stream(canonical(head));
        bool closed = false;
        present = &exchange;
        process_request(stream, "", 0, "", 0, false, closed, nullptr);
        present = nullptr;
        if (exchange.response) return *std::move(exchange.response);
        return site_.refusal(exchange.request, stream.status());
    }

  private:
    HandlerResponse before_routing(const httplib::Request& from) {
        Request& request = present->request;
        request.path = from.path;
        request.query.insert(from.params.begin(), from.params.end());
        present->response = request.method == "POST" ? site_.screen_head(request) : site_.get(request);
        return present->response ? HandlerResponse::Handled : HandlerResponse::Unhandled;
    }

    Site& site_;
};

namespace {

/// Whom `peer` speaks for.
Address client_of(const Settings& settings, const Head* head, const Address& peer) {
    return head == nullptr ? peer : settings.proxies.client_of(peer, head->forwarded_for);
}

/// As the head tells it: the path still percent-encoded, no query, no body.
Request request_of(Site& site, const Head* head, std::string_view peer) {
    const Settings& settings = site.settings();
    const Address client = client_of(settings, head, Address::parse(peer).value_or(Address{}));
    Request request;
    request.id = site.request_id();
    request.own_language = settings.language;
    request.address = client.owner();
    request.campus = settings.campus.contains(client);
    if (head == nullptr) return request;
    request.method = head->method;
    request.path = head->path();
    request.headers = head->headers;
    request.probe = head->probe;
    return request;
}

} // namespace

Engine::Engine(Site& site, Measures& measures)
    : site_(site), measures_(measures), library_(std::make_unique<Library>(site)) {}
Engine::~Engine() = default;

void Engine::note(const Request& request, const Response& response, Time start) const {
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    log_request({request.id, request.method, request.path, response.user_id, request.address, response.status,
                 took.count(), response.body.size() + response.embedded.size()},
                site_.settings().log_form);
    measures_.note(request.path, response.status, took);
}

std::size_t Engine::body_limit(const Head& head) const { return http::body_limit(head.path()); }

Lane Engine::lane(const Head& head) const {
    return head.method == "POST" ? lane_of(head.path(), site_.captcha_is_outside()) : Lane::usual;
}

Parties Engine::parties(const Address& peer, const Head* head) const {
    const Settings& settings = site_.settings();
    const Address client = client_of(settings, head, peer);
    if (settings.proxies.contains(client)) return {};
    Parties parties{.address = client.owner(), .session = {}, .campus = settings.campus.contains(client)};
    if (head != nullptr) parties.session = cookie_token(head->header("cookie"), settings.session_cookie());
    return parties;
}

std::optional<Answer> Engine::refuse_early(const Head& head, std::string_view address) {
    const Time start = std::chrono::steady_clock::now();
    const Request request = request_of(site_, &head, address);
    const auto refusal = site_.screen_upload(request);
    if (!refusal) return std::nullopt;
    note(request, *refusal, start);
    return answer_of(head.method, *refusal, true);
}

Answer Engine::answer(const Head& head, std::string body, std::string_view address,
                      std::uint64_t connection) {
    const Time start = std::chrono::steady_clock::now();
    Exchange exchange{request_of(site_, &head, address), {}};
    exchange.request.connection = connection;
    exchange.request.body = body;
    const Response response = library_->answer(head, exchange);
    note(exchange.request, response, start);
    const bool close = !head.keep_alive || response.goes_on;
    return answer_of(head.method, response, close);
}

Answer Engine::refusal(int status, const Head* head, std::string_view address) const {
    const Time start = std::chrono::steady_clock::now();
    const Request request = request_of(site_, head, address);
    const Response response = site_.refusal(request, status);
    note(request, response, start);
    return answer_of(request.method, response, true);
}

} // namespace stu::http
