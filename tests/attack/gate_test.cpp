// The gate by itself, with a service that answers what a test wants.

#include "tests/attack/running_gate.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <memory>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace stu::test {
namespace {

using Crowd = std::vector<std::unique_ptr<HttpConnection>>;

/// Says 200 to everything, once `open` is set. 127.0.0.5 is a campus; who sends a cookie has that session.
class Counter final : public http::Service {
  public:
    std::size_t body_limit(const http::Head&) const override { return 1u << 20; }
    http::Lane lane(const http::Head&) const override { return http::Lane::usual; }
    http::Parties parties(const http::Address& peer, const http::Head* head) const override {
        return {peer.text(), std::string(head == nullptr ? "" : head->header("cookie")),
                peer.text() == "127.0.0.5"};
    }
    std::optional<http::Answer> refuse_early(const http::Head&, std::string_view) override {
        ++asked;
        if (decided.valid()) decided.wait();
        return {};
    }
    http::Answer answer(const http::Head&, std::string, std::string_view, std::uint64_t) override {
        ++under_way;
        opened.wait();
        return {"HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body};
    }
    http::Answer refusal(int status, const http::Head*, std::string_view) const override {
        return {"HTTP/1.1 " + std::to_string(status) +
                " No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"};
    }

    std::string body; ///< of each answer
    std::atomic<int> under_way{0}, asked{0};
    std::shared_future<void> decided; ///< whether bodies may come; if it is one
    std::promise<void> open;
    std::shared_future<void> opened = open.get_future().share();
};

constexpr std::string_view whole = "GET / HTTP/1.1\r\nHost: a\r\n\r\n", half = "GET / HTTP/1.1\r\nX-";

TEST_CASE("an address full of slow sockets still lets its next visitor in, and a campus has room for more") {
    http::GateLimits limits;
    limits.sockets.address = 5;
    limits.sockets.campus = 20;
    RunningGate<Counter> gate(limits);
    gate.service.open.set_value();
    for (const auto& [address, count] : {std::pair{"127.0.0.4", 5u}, std::pair{"127.0.0.5", 20u}}) {
        CAPTURE(address);
        const Crowd slow = gate.crowd(count, address, std::string(whole) + std::string(half));
        for (const auto& socket : slow) CHECK(socket->receive().status == 200);
        for (int visitor = 0; visitor < 10; ++visitor)
            CHECK(gate.say(address, whole)->receive().status == 200);
    }
    const Crowd slow = gate.crowd(12, "127.0.0.5", half);
    for (const auto& socket : slow) {
        socket->send("a: b\r\nHost: a\r\n\r\n");
        CHECK(socket->receive().status == 200);
    }
}

TEST_CASE("who is turned away is told why, and comes in when there is room again") {
    http::GateLimits limits;
    limits.sockets.address = 3;
    limits.workers = {.threads = 3, .each = 3};
    RunningGate<Counter> gate(limits);
    const Crowd served = gate.crowd(3, "127.0.0.4", whole);
    while (gate.service.under_way < 3) std::this_thread::yield();
    // All are being worked on, so none of them can make room.
    CHECK(gate.say("127.0.0.4", whole)->receive().status == 429);
    gate.service.open.set_value();
    CHECK(gate.say("127.0.0.6", whole)->receive().status == 200);
    for (const auto& socket : served) CHECK(socket->receive().status == 200);
    CHECK(gate.say("127.0.0.4", whole)->receive().status == 200);
}

TEST_CASE("who fills the queue is told to try again, and nobody else is") {
    http::GateLimits limits;
    limits.workers = {.threads = 1, .queue = 3, .each = 1};
    RunningGate<Counter> gate(limits);
    Crowd flood = gate.crowd(1, "127.0.0.4", whole);
    while (gate.service.under_way < 1) std::this_thread::yield();
    for (auto& socket : gate.crowd(3, "127.0.0.4", whole)) flood.push_back(std::move(socket));
    while (gate.waiting() < 3) std::this_thread::yield();
    CHECK(gate.say("127.0.0.4", whole)->receive().status == 503);
    const auto neighbour = gate.say("127.0.0.6", whole);
    const auto signed_in = gate.say("127.0.0.4", "GET / HTTP/1.1\r\nHost: a\r\nCookie: mine\r\n\r\n");
    gate.service.open.set_value();
    CHECK(neighbour->receive().status == 200);
    CHECK(signed_in->receive().status == 200);
    for (const auto& socket : flood) CHECK(socket->receive().status == 200);
}

TEST_CASE("a signed-in browser has a share of the sockets, whatever its address has") {
    http::GateLimits limits;
    limits.sockets.session = 4;
    RunningGate<Counter> gate(limits);
    gate.service.open.set_value();
    const std::string slow = "POST / HTTP/1.1\r\nHost: a\r\nCookie: mine\r\nContent-Length: 9\r\n\r\na";
    const Crowd uploads = gate.crowd(6, "127.0.0.4", slow);
    CHECK(uploads[0]->receive().status == 429);
    CHECK(uploads[1]->receive().status == 429);
    for (std::size_t i = 2; i < 6; ++i) {
        uploads[i]->send("12345678");
        CHECK(uploads[i]->receive().status == 200);
    }
}

TEST_CASE("bodies are charged as they arrive, and the slowest large one gives way") {
    http::GateLimits limits;
    limits.input = {.total = 1u << 20, .address = 600'000, .campus = 600'000, .session = 600'000};
    RunningGate<Counter> gate(limits);
    gate.service.open.set_value();
    const std::string announced = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 400000\r\n\r\n";
    const Crowd promises = gate.crowd(10, "127.0.0.4", announced);
    const auto first = gate.say("127.0.0.4", announced + std::string(399'999, 'x'));
    const auto second = gate.say("127.0.0.4", announced + std::string(399'999, 'x'));
    CHECK(first->receive().status == 503);
    for (const char* address : {"127.0.0.4", "127.0.0.6"}) {
        const auto small = gate.say(address, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\n\r\n");
        small->send(std::string(30'000, 'y'));
        CHECK(small->receive().status == 200);
    }
    second->send("x");
    CHECK(second->receive().status == 200);
}

TEST_CASE("what a client sends while it is being answered waits for its turn") {
    RunningGate<Counter> gate({});
    const auto talkative = gate.say("127.0.0.4", whole), finished = gate.say("127.0.0.4", whole);
    while (gate.service.under_way < 2) std::this_thread::yield();
    for (int i = 0; i < 3; ++i) talkative->send(whole);
    talkative->send(half);
    finished->send(whole);
    finished->end();
    CHECK(gate.service.under_way == 2); // one after the other on each connection
    gate.service.open.set_value();
    for (int i = 0; i < 4; ++i) CHECK(talkative->receive().status == 200);
    talkative->send("a: b\r\nHost: a\r\n\r\n");
    CHECK(talkative->receive().status == 200);
    for (int i = 0; i < 2; ++i) CHECK(finished->receive().status == 200);
    CHECK(finished->receive().status == 0);
}

TEST_CASE("an answer that the socket does not take at once goes on when the client reads") {
    RunningGate<Counter> gate({});
    for (std::size_t i = 0; i < 9'000'000; ++i) gate.service.body += static_cast<char>('a' + i % 23);
    const auto late = gate.say("127.0.0.4", std::string(whole) + std::string(whole));
    gate.service.open.set_value();
    for (int i = 0; i < 2; ++i) CHECK(late->receive().body == gate.service.body);
}

TEST_CASE("who leaves while being answered is in nobody's way") {
    http::GateLimits limits;
    limits.workers = {.threads = 3, .each = 3};
    RunningGate<Counter> gate(limits);
    {
        const Crowd crowd = gate.crowd(3, "127.0.0.4", whole);
        while (gate.service.under_way < 3) std::this_thread::yield();
        crowd[0]->reset();
        crowd[1]->send(whole);
        crowd[1]->reset();
    }
    const auto neighbour = gate.say("127.0.0.6", whole);
    gate.service.open.set_value();
    CHECK(neighbour->receive().status == 200);
    while (gate.connections() > 1) std::this_thread::yield();
    neighbour->send(whole);
    CHECK(neighbour->receive().status == 200);
}

TEST_CASE("who waits to hear whether a body may come makes room for nobody, whatever was answered before") {
    http::GateLimits limits;
    limits.sockets.address = 1;
    RunningGate<Counter> gate(limits);
    std::promise<void> decision;
    gate.service.decided = decision.get_future().share();
    gate.service.open.set_value();
    const auto upload = gate.say("127.0.0.4", whole);
    CHECK(upload->receive().status == 200);
    upload->send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
    while (gate.service.asked < 1) std::this_thread::yield();
    CHECK(gate.say("127.0.0.4", whole)->receive().status == 429);
    decision.set_value();
    upload->send(std::string(100'000, 'x'));
    CHECK(upload->receive().status == 200);
}

TEST_CASE("of what is done the I/O thread is told once, and of what can wait not before something else") {
    int told = 0;
    http::Outcomes outcomes([&] { ++told; });
    const auto sent = [] {
        http::Outcome outcome;
        outcome.all_sent = true;
        return outcome;
    };
    outcomes.put(sent());
    CHECK(told == 0);
    outcomes.put({});
    outcomes.put({});
    CHECK(told == 1);
    CHECK(outcomes.collect().size() == 3);
    outcomes.put(sent());
    CHECK(told == 1);
    outcomes.hurry(true); // somebody waits for one of them
    CHECK(told == 2);
    CHECK(outcomes.collect().size() == 1);
    outcomes.put(sent());
    CHECK(told == 3);
    CHECK(outcomes.collect().size() == 1);
    outcomes.hurry(false);
    outcomes.put(sent());
    CHECK(told == 3);
}

/// The system's refusals, as Debian's OpenSSL would bring them.
TEST_CASE("a connection that cannot be opened ends itself and not the server") {
    auto failures = std::make_shared<std::atomic<int>>(3);
    RunningGate<Counter> gate({}, [failures](int socket) {
        if ((*failures)-- > 0) throw std::runtime_error("SSL_new");
        return http::open_plain(socket);
    });
    gate.service.open.set_value();
    for (int i = 0; i < 3; ++i) CHECK(gate.say("127.0.0.4", whole)->receive().status == 0);
    CHECK(gate.say("127.0.0.4", whole)->receive().status == 200);
}

} // namespace
} // namespace stu::test
