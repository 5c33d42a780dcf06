#pragma once
// Where a department's work is: how many tickets, for what, since when, and how long they took.

#include "common/period.hpp"
#include "common/result.hpp"
#include "common/status.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace stu {

/// More spans than a year has weeks fit on no screen.
inline constexpr std::size_t max_volume_spans = 60;

struct AnalyticsRequest {
    std::string department; ///< id; must be one of the actor's
    Period opened;          ///< tickets opened in it, however they went on
    /// Instants between which opened tickets are counted, ascending: two make one number, three make two. The
    /// asker knows when weeks begin in their time zone.
    std::vector<std::int64_t> volume_edges_ms;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("department", self.department);
        f("opened_from_ms", self.opened.from_ms);
        f("opened_before_ms", self.opened.before_ms);
        f("volume_edges_ms", self.volume_edges_ms);
    }
};

struct ServiceCount {
    std::string service; ///< id
    Status status = Status::pending;
    std::int64_t tickets = 0;

    bool operator==(const ServiceCount&) const = default;
    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("service", self.service);
        f("status", self.status);
        f("tickets", self.tickets);
    }
};

/// How long something took: half of the tickets at most `median`, nine in ten at most `ninth_decile`. Nearest
/// rank, in minutes as `shown_minutes` rounds them.
struct Timing {
    std::int64_t tickets = 0; ///< to which it has happened; the rest is not counted in
    std::int64_t median = 0, ninth_decile = 0;

    bool operator==(const Timing&) const = default;
    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("tickets", self.tickets);
        f("median", self.median);
        f("ninth_decile", self.ninth_decile);
    }
};

struct Analytics {
    std::int64_t total = 0, open = 0;
    std::string most_requested;         ///< id of the service with the most tickets; empty without tickets
    std::vector<ServiceCount> services; ///< what occurs, by service and status
    std::vector<std::int64_t> volume;   ///< tickets opened between neighbouring edges
    Timing first_response;              ///< from opening to the first act of staff
    Timing resolution;                  ///< from opening to being closed, of tickets that are closed now

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("total", self.total);
        f("open", self.open);
        f("most_requested", self.most_requested);
        f("services", self.services);
        f("volume", self.volume);
        f("first_response", self.first_response);
        f("resolution", self.resolution);
    }
};

std::vector<FieldError> validate(const AnalyticsRequest& request);

/// Fills `total`, `open` and `most_requested` from `services`. Of services with equally many tickets, the one
/// whose id comes first.
void sum_up(Analytics& analytics);

} // namespace stu
