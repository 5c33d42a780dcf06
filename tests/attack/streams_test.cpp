// Answers that go on: what is published reaches who listens, and whoever does not read costs nobody anything.

#include "tests/attack/running_gate.hpp"
#include "tests/support/mailbox.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <optional>
#include <string>

namespace stu::test {
namespace {

/// Answers "/whole" at once and everything else with a stream. Who sends a cookie has that session.
class Station final : public http::Service {
  public:
    std::size_t body_limit(const http::Head&) const override { return 0; }
    http::Lane lane(const http::Head&) const override { return http::Lane::usual; }
    http::Parties parties(const http::Address& peer, const http::Head* head) const override {
        return {peer.text(), std::string(head == nullptr ? "" : head->header("cookie")), false};
    }
    std::optional<http::Answer> refuse_early(const http::Head&, std::string_view) override { return {}; }
    http::Answer answer(const http::Head& head, std::string, std::string_view,
                        std::uint64_t connection) override {
        http::Answer answer{"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"};
        if (head.path() == "/whole") return answer;
        before_answer(connection);
        answer = {"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"};
        answer.goes_on = true;
        listeners.put(connection);
        return answer;
    }
    void left(std::uint64_t connection) override { gone.put(connection); }
    http::Answer refusal(int status, const http::Head* head, std::string_view) const override {
        return {"HTTP/1.1 " + std::to_string(status) +
                " No\r\nContent-Length: 0\r\nConnection: close\r\nOf: " +
                std::string(head == nullptr ? "nothing" : head->path()) + "\r\n\r\n"};
    }

    std::function<void(std::uint64_t)> before_answer = [](std::uint64_t) {};
    Mailbox<std::uint64_t> listeners, gone;
};

constexpr std::string_view listen = "GET /listen HTTP/1.1\r\nHost: a\r\n\r\n",
                           listen_in_session = "GET /listen HTTP/1.1\r\nHost: a\r\nCookie: mine\r\n\r\n",
                           whole_answer = "GET /whole HTTP/1.1\r\nHost: a\r\n\r\n";

class Broadcast : public RunningGate<Station> {
  public:
    explicit Broadcast(const http::GateLimits& limits = {}) : RunningGate(limits) {}

    struct Listener {
        std::unique_ptr<HttpConnection> connection;
        std::uint64_t id = 0;
    };
    /// Somebody who has the head of their stream.
    Listener listener(const char* from = "127.0.0.4", std::string_view words = listen) {
        Listener made{say(from, words), 0};
        REQUIRE(made.connection->receive().status == 200);
        made.id = service.listeners.take().value();
        return made;
    }
};

TEST_CASE("what is published arrives in order, with what was published before the answer") {
    Broadcast gate;
    gate.service.before_answer = [&](std::uint64_t id) { gate.publish(id, "early "); };
    const auto amina = gate.listener();
    gate.publish(amina.id, "one ");
    gate.publish(amina.id, "two ");
    CHECK(amina.connection->receive_until("two ") == "early one two ");
    gate.publish(amina.id, "goodbye", true);
    bool closed = false;
    CHECK(amina.connection->receive_all(closed) == "goodbye");
    CHECK(closed);
    CHECK(gate.service.gone.take() == amina.id);
    gate.publish(amina.id, "nobody is there");
    CHECK(gate.say("127.0.0.4", whole_answer)->receive().status == 200);
}

TEST_CASE("whoever reads slowly gets everything, as long as it fits into the buffer") {
    http::GateLimits limits;
    limits.stream_buffer = 32u << 20;
    Broadcast gate(limits);
    const auto slow = gate.listener();
    std::string sent;
    for (char digit = '0'; digit <= '9'; ++digit) {
        const std::string part(1u << 20, digit);
        gate.publish(slow.id, part);
        sent += part;
    }
    gate.publish(slow.id, "end");
    CHECK(slow.connection->receive_until("end") == sent + "end");
}

TEST_CASE("a listener that does not read is ended: by how much waits, and by how long") {
    const std::string much(8u << 10, 'x');
    for (const bool by_time : {false, true}) {
        CAPTURE(by_time);
        http::GateLimits limits;
        if (by_time) {
            limits.stream_buffer = 64u << 20;
            limits.unread = std::chrono::milliseconds(100);
        }
        Broadcast gate(limits);
        const auto deaf = gate.listener("127.0.0.4"), honest = gate.listener("127.0.0.6");
        std::optional<std::uint64_t> gone;
        // The system takes some megabytes before anything waits here.
        for (int i = 0; i < 20'000 && !gone; ++i) {
            gate.publish(deaf.id, much);
            gone = gate.service.gone.take(std::chrono::milliseconds(0));
        }
        if (!gone) gone = gate.service.gone.take();
        CHECK(gone == deaf.id);
        gate.publish(honest.id, "news");
        CHECK(honest.connection->receive_until("news") == "news");
    }
}

TEST_CASE("a listener that leaves, or speaks, has gone") {
    Broadcast gate;
    auto leaves = gate.listener();
    leaves.connection.reset();
    CHECK(gate.service.gone.take() == leaves.id);
    const auto speaks = gate.listener();
    speaks.connection->send(whole_answer);
    bool closed = false;
    CHECK(speaks.connection->receive_all(closed).empty());
    CHECK(closed);
    CHECK(gate.service.gone.take() == speaks.id);
}

TEST_CASE("one stream more than an address or a session may have is refused") {
    for (const std::string_view words : {listen, listen_in_session}) {
        CAPTURE(words);
        http::GateLimits limits;
        (words == listen ? limits.streams.address : limits.streams.session) = 2;
        Broadcast gate(limits);
        auto first = gate.listener("127.0.0.4", words), second = gate.listener("127.0.0.4", words);
        const Reply reply = gate.say("127.0.0.4", words)->receive();
        CHECK(reply.status == 429);
        CHECK(reply.header("of") == "/listen"); // so that it is in the reader's language
        const auto refused = gate.service.listeners.take();
        CHECK(gate.service.gone.take() == refused);
        gate.publish(refused.value(), "not for you");
        first.connection.reset();
        CHECK(gate.service.gone.take() == first.id);
        const auto third = gate.listener("127.0.0.4", words);
        gate.publish(third.id, "news");
        CHECK(third.connection->receive_until("news") == "news");
        gate.publish(second.id, "news");
        CHECK(second.connection->receive_until("news") == "news");
    }
}

TEST_CASE("streams make room for nobody, and visitors of their address still come in") {
    http::GateLimits limits;
    limits.sockets.address = 5;
    limits.streams.address = 3;
    Broadcast gate(limits);
    const Broadcast::Listener listeners[] = {gate.listener(), gate.listener(), gate.listener()};
    for (int visitor = 0; visitor < 10; ++visitor)
        CHECK(gate.say("127.0.0.4", whole_answer)->receive().status == 200);
    for (const auto& listener : listeners) {
        gate.publish(listener.id, "news");
        CHECK(listener.connection->receive_until("news") == "news");
    }
}

TEST_CASE("a server that stops waits for no listener") {
    Broadcast gate;
    const auto listener = gate.listener();
    const auto start = std::chrono::steady_clock::now();
    gate.stop();
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5)); // `drain` is 20 s
    bool closed = false;
    CHECK(listener.connection->receive_all(closed).empty());
    CHECK(closed);
    CHECK(gate.service.gone.take() == listener.id);
}

} // namespace
} // namespace stu::test
