#pragma once
#include "backend/http/gate/limits.hpp"
#include "backend/http/gate/workers.hpp"

#include <array>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace stu::http {

/// The threads of every lane.
class Lanes {
  public:
    /// `on_outcome` as for Workers.
    Lanes(Service& service, const GateLimits& limits, const std::function<void()>& on_outcome)
        : service_(service), usual_(service, limits.workers, on_outcome),
          writers_(service, limits.writers, on_outcome), passwords_(service, limits.passwords, on_outcome),
          files_(service, limits.files, on_outcome) {}

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

    std::vector<Outcome> collect() {
        std::vector<Outcome> outcomes;
        for (Workers* workers : all())
            for (Outcome& outcome : workers->collect()) outcomes.push_back(std::move(outcome));
        return outcomes;
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
