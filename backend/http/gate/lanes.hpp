#pragma once
#include "backend/http/gate/limits.hpp"
#include "backend/http/gate/workers.hpp"

#include <array>
#include <memory>
#include <string_view>
#include <utility>

namespace stu::http {

/// The threads of every lane.
class Lanes {
  public:
    Lanes(Service& service, const GateLimits& limits, Outcomes& outcomes)
        : service_(service), usual_(service, limits.workers, outcomes),
          writers_(service, limits.writers, outcomes), passwords_(service, limits.passwords, outcomes),
          files_(service, limits.files, outcomes) {}

    /// False when too much of the same party is waiting already; `job` is then untouched. Asking whether a
    /// body may come costs little, whatever the body costs later.
    bool offer(Job& job) { return of(job.head_only ? Lane::usual : service_.lane(job.head)).offer(job); }

    /// Asks each lane.
    std::shared_ptr<Pulse> ask() {
        const std::array lanes = all();
        auto pulse = std::make_shared<Pulse>(lanes.size());
        for (Workers* workers : lanes) workers->ask(pulse);
        return pulse;
    }

    /// How much waits for a thread, by lane.
    std::array<std::pair<std::string_view, std::size_t>, 4> waiting() {
        return {{{"usual", usual_.waiting()},
                 {"writers", writers_.waiting()},
                 {"passwords", passwords_.waiting()},
                 {"files", files_.waiting()}}};
    }

  private:
    std::array<Workers*, 4> all() { return {&usual_, &writers_, &passwords_, &files_}; }
    Workers& of(Lane lane) {
        switch (lane) {
        case Lane::usual: return usual_;
        case Lane::writers: return writers_;
        case Lane::passwords: return passwords_;
        case Lane::files: return files_;
        }
        return usual_;
    }

    Service& service_;
    Workers usual_, writers_, passwords_, files_;
};

} // namespace stu::http
