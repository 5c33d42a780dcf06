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
inline constexpr std::size_t max_age_edges = 8;

struct AnalyticsRequest {
    std::string department; ///< id; must be one of the actor's
    Period opened;          ///< tickets opened in it, however they went on
    /// Instants between which opened tickets are counted, ascending: two make one number, three make two. The
    /// asker knows when weeks begin in their time zone.
    std::vector<std::int64_t> volume_edges_ms;
    /// A span to compare with; nothing where it is everything.
    Period compared = {};
    /// Instants between which open tickets were opened, ascending, to say how old they are.
    std::vector<std::int64_t> age_edges_ms = {};

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("department", self.department);
        f("opened_from_ms", self.opened.from_ms);
        f("opened_before_ms", self.opened.before_ms);
        f("volume_edges_ms", self.volume_edges_ms);
        f("compared_from_ms", self.compared.from_ms);
        f("compared_before_ms", self.compared.before_ms);
        f("age_edges_ms", self.age_edges_ms);
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

/// What students were promised, of one service: how many promises ended, kept or broken, and how many of them
/// were kept. One ends when it is kept, else when it is due.
struct KeptPromises {
    std::string service;                            ///< id
    std::int64_t answers = 0, answers_kept = 0;     ///< of first answers
    std::int64_t solutions = 0, solutions_kept = 0; ///< of solutions

    bool operator==(const KeptPromises&) const = default;
    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("service", self.service);
        f("answers", self.answers);
        f("answers_kept", self.answers_kept);
        f("solutions", self.solutions);
        f("solutions_kept", self.solutions_kept);
    }
};

/// What happened in a span of time.
struct SpanFigures {
    std::int64_t opened = 0;
    std::int64_t closed = 0,
                 reopened = 0; ///< by the department whose ticket it was then, whenever it was opened
    Timing first_response;     ///< from opening to the first act of staff; of tickets opened in it
    Timing resolution;         ///< from opening to being closed; of those opened in it that are closed now
    std::vector<KeptPromises> promises =
        {}; ///< that ended in it, by service; of those that promise something

    bool operator==(const SpanFigures&) const = default;
    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("opened", self.opened);
        f("closed", self.closed);
        f("reopened", self.reopened);
        f("first_response", self.first_response);
        f("resolution", self.resolution);
        f("promises", self.promises);
    }
};

struct Analytics {
    std::int64_t total = 0, open = 0;
    std::string most_requested;         ///< id of the service with the most tickets; empty without tickets
    std::vector<ServiceCount> services; ///< what occurs, by service and status
    std::vector<std::int64_t> volume;   ///< tickets opened between neighbouring edges
    SpanFigures span;
    std::vector<SpanFigures> compared; ///< of the span to compare with, where there is one
    /// How many tickets are open that were opened before the first edge, between neighbouring ones, and since
    /// the last: one more than there are edges; none without edges.
    std::vector<std::int64_t> ages;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("total", self.total);
        f("open", self.open);
        f("most_requested", self.most_requested);
        f("services", self.services);
        f("volume", self.volume);
        f("span", self.span);
        f("compared", self.compared);
        f("ages", self.ages);
    }
};

/// Asked by the head of the department.
struct AssigneesRequest {
    std::string department; ///< id
    Period closed;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("department", self.department);
        f("closed_from_ms", self.closed.from_ms);
        f("closed_before_ms", self.closed.before_ms);
    }
};

struct AssigneeFigures {
    std::string id, name;    ///< both empty: what is nobody's
    std::int64_t open = 0;   ///< now, at most `most_counted_work`
    std::int64_t closed = 0; ///< in the span, by whoever: they had it then

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("name", self.name);
        f("open", self.open);
        f("closed", self.closed);
    }
};

struct ByAssignee {
    std::vector<AssigneeFigures> assignees; ///< all who work there by name, then others who have had tickets

    template <class Self, class F> static void fields(Self& self, F&& f) { f("assignees", self.assignees); }
};

std::vector<FieldError> validate(const AnalyticsRequest& request);
std::vector<FieldError> validate(const AssigneesRequest& request);

/// Fills `total`, `open` and `most_requested` from `services`. Of services with equally many tickets, the one
/// whose id comes first.
void sum_up(Analytics& analytics);

/// Of all services.
KeptPromises all_of(const std::vector<KeptPromises>& promises);

} // namespace stu
