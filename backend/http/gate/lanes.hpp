#pragma once
#include "backend/http/gate/limits.hpp"
#include "backend/http/gate/workers.hpp"

#include <functional>
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

    /// False when too much is waiting already; `job` is then untouched. Asking whether a body may come costs
    /// little, whatever the body costs later.
    bool offer(Job& job) { return of(job.head_only ? Lane::usual : service_.lane(job.head)).offer(job); }

    std::vector<Outcome> collect() {
        std::vector<Outcome> all;
        for (Workers* workers : {&usual_, &writers_, &passwords_, &files_})
            for (Outcome& outcome : workers->collect()) all.push_back(std::move(outcome));
        return all;
    }

  private:
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
