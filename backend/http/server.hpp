#pragma once
// The HTTP side as a whole.

#include "backend/http/engine.hpp"
#include "backend/http/gate/gate.hpp"
#include "backend/http/settings.hpp"
#include "backend/http/site.hpp"
#include "backend/live/hub.hpp"

#include <stop_token>
#include <utility>
#include <vector>

namespace stu::http {

class Server {
  public:
    /// The kernel already queues connections for `listener`; they are served from `run()` on.
    Server(Listener listener, app::Services& services, Settings settings, const GateLimits& limits = {},
           OpenTransport open = open_plain)
        : hub_(services, [this](std::vector<live::Delivery> deliveries) { publish(std::move(deliveries)); }),
          site_(services, std::move(settings), hub_), engine_(site_, measures_),
          gate_(std::move(listener), engine_, limits, std::move(open)) {}

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server() { hub_.stop(); } // while there is a gate to deliver to

    /// Returns after `stop()`, when the requests in flight have been answered.
    void run() { gate_.run(); }
    /// How busy it is. From any thread.
    void write_metrics(system::Exposition& to) {
        measures_.write(to);
        to.family("stuticket_requests_waiting", "gauge", "Requests that wait for a thread, by kind of work.");
        for (const auto& [lane, waiting] : gate_.waiting())
            to.sample(static_cast<double>(waiting), {{"lane", lane}});
        to.family("stuticket_connections", "gauge", "Open connections of browsers and proxies.");
        to.sample(static_cast<double>(gate_.connections()));
        to.family("stuticket_live_listeners", "gauge", "Browsers that hear of changes as they happen.");
        to.sample(static_cast<double>(hub_.listening()));
    }
    /// See Gate::pulse.
    bool pulse(const std::stop_token& stop) { return gate_.pulse(stop); }
    /// From any thread.
    void stop() noexcept { gate_.stop(); }

  private:
    void publish(std::vector<live::Delivery> deliveries) {
        std::vector<Publication> publications;
        publications.reserve(deliveries.size());
        for (live::Delivery& delivery : deliveries)
            publications.push_back({delivery.connection, std::move(delivery.bytes), delivery.last});
        gate_.publish(std::move(publications));
    }

    live::Hub hub_;
    Site site_;
    Measures measures_;
    Engine engine_;
    Gate gate_;
};

} // namespace stu::http
