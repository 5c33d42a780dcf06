// Handshakes that are begun and never ended: whoever begins many pushes out their own.

#include "backend/http/gate/gate.hpp"
#include "tests/support/http_client.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <thread>
#include <vector>

namespace stu::test {
namespace {

using std::chrono::seconds;

/// A handshake of one byte, then as it is.
class OneByteGreeting final : public http::Transport {
  public:
    explicit OneByteGreeting(int socket) : socket_(socket), plain_(http::open_plain(socket)) {}

    bool needs_greeting() const override { return true; }
    http::Transfer greet() override {
        char byte = 0;
        const ssize_t got = ::recv(socket_, &byte, 1, 0);
        return {got == 1 ? 1u : 0u, got < 0 ? EPOLLIN : 0u};
    }
    http::Transfer receive(char* to, std::size_t size) override { return plain_->receive(to, size); }
    http::Transfer send(const char* from, std::size_t size) override { return plain_->send(from, size); }
    void finish() override { plain_->finish(); }

  private:
    int socket_;
    std::unique_ptr<http::Transport> plain_;
};

/// Says yes to everything. Its proxy is 127.0.0.9.
class Yes final : public http::Service {
  public:
    std::size_t body_limit(const http::Head&) const override { return 0; }
    http::Lane lane(const http::Head&) const override { return http::Lane::usual; }
    http::Parties parties(const http::Address& peer, const http::Head*) const override {
        return {peer.text() == "127.0.0.9" ? "" : peer.text(), {}, false};
    }
    std::optional<http::Answer> refuse_early(const http::Head&, std::string_view) override { return {}; }
    http::Answer answer(const http::Head&, std::string, std::string_view, std::uint64_t) override {
        return {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"};
    }
    http::Answer refusal(int, const http::Head*, std::string_view) const override {
        return {"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"};
    }
};

class GreetingGate {
  public:
    explicit GreetingGate(const http::GateLimits& limits)
        : listener_("127.0.0.1", 0), port_(listener_.port()),
          gate_(std::move(listener_), service_, limits,
                [](int socket) { return std::make_unique<OneByteGreeting>(socket); }),
          thread_([this] { gate_.run(); }) {}
    ~GreetingGate() {
        gate_.stop();
        thread_.join();
    }

    std::unique_ptr<HttpConnection> connect(const char* from) const {
        return std::make_unique<HttpConnection>(port_, seconds(20), from);
    }

  private:
    Yes service_;
    http::Listener listener_;
    std::uint16_t port_;
    http::Gate gate_;
    std::thread thread_;
};

bool is_served(HttpConnection& connection) {
    connection.send("!GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    return connection.receive().status == 200;
}

bool is_closed(HttpConnection& connection) {
    bool closed = false;
    connection.receive_all(closed);
    return closed;
}

TEST_CASE("who begins many handshakes pushes out their own oldest and nobody else's") {
    http::GateLimits limits;
    limits.greetings.total = 8;
    limits.greetings.address = 3;
    const GreetingGate gate(limits);
    const auto honest = gate.connect("127.0.0.2");
    std::vector<std::unique_ptr<HttpConnection>> flood;
    for (int i = 0; i < 20; ++i) flood.push_back(gate.connect("127.0.0.3"));
    for (std::size_t i = 0; i < 17; ++i) CHECK(is_closed(*flood[i]));
    CHECK(is_served(*honest));
    for (std::size_t i = 17; i < 20; ++i) CHECK(is_served(*flood[i]));
    // A handshake that is over counts no more.
    flood.push_back(gate.connect("127.0.0.3"));
    CHECK(is_served(*flood.back()));
    flood[17]->send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(flood[17]->receive().status == 200);
}

TEST_CASE("a proxy speaks for many people and may begin more handshakes than one of them") {
    http::GateLimits limits;
    limits.greetings.total = 8;
    limits.greetings.address = 3;
    const GreetingGate gate(limits);
    std::vector<std::unique_ptr<HttpConnection>> people;
    for (int i = 0; i < 9; ++i) people.push_back(gate.connect("127.0.0.9"));
    CHECK(is_closed(*people.front())); // eight is all there is
    for (std::size_t i = 1; i < 9; ++i) CHECK(is_served(*people[i]));
}

} // namespace
} // namespace stu::test
