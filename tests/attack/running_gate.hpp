#pragma once
// The gate by itself, on a free port, with a service of the test's.

#include "backend/http/gate/gate.hpp"
#include "tests/support/http_client.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace stu::test {

template <class TheService> class RunningGate {
  public:
    explicit RunningGate(const http::GateLimits& limits, http::OpenTransport transport = http::open_plain)
        : listener_("127.0.0.1", 0), port_(listener_.port()),
          gate_(std::move(listener_), service, limits, std::move(transport)),
          thread_([this] { gate_.run(); }) {}
    ~RunningGate() { stop(); }
    RunningGate(const RunningGate&) = delete;
    RunningGate& operator=(const RunningGate&) = delete;

    void stop() {
        if (!thread_.joinable()) return;
        gate_.stop();
        thread_.join();
    }
    void publish(std::uint64_t connection, std::string_view bytes, bool last = false) {
        gate_.publish({{connection, std::string(bytes), last}});
    }
    /// Requests that wait for a thread of the usual lane.
    std::size_t waiting() { return gate_.waiting().front().second; }
    std::size_t connections() const { return gate_.connections(); }
    std::unique_ptr<HttpConnection> say(const char* from, std::string_view words) const {
        auto connection = std::make_unique<HttpConnection>(port_, std::chrono::seconds(5), from);
        connection->send(words);
        return connection;
    }
    std::vector<std::unique_ptr<HttpConnection>> crowd(std::size_t count, const char* from,
                                                       std::string_view words) const {
        std::vector<std::unique_ptr<HttpConnection>> all;
        for (std::size_t i = 0; i < count; ++i) all.push_back(say(from, words));
        return all;
    }

    TheService service;

  private:
    http::Listener listener_;
    std::uint16_t port_;
    http::Gate gate_;
    std::thread thread_;
};

} // namespace stu::test
