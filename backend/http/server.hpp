#pragma once
// The HTTP side as a whole.

#include "backend/http/engine.hpp"
#include "backend/http/gate/gate.hpp"
#include "backend/http/settings.hpp"
#include "backend/http/site.hpp"

namespace stu::http {

class Server {
  public:
    /// The kernel already queues connections for `listener`; they are served from `run()` on.
    Server(Listener listener, app::Services& services, Settings settings, const GateLimits& limits = {},
           OpenTransport open = open_plain)
        : site_(services, std::move(settings)), engine_(site_),
          gate_(std::move(listener), engine_, limits, std::move(open)) {}

    /// Returns after `stop()`, when the requests in flight have been answered.
    void run() { gate_.run(); }
    /// From any thread.
    void stop() noexcept { gate_.stop(); }

  private:
    Site site_;
    Engine engine_;
    Gate gate_;
};

} // namespace stu::http
