#pragma once
// Whatever staff types to get somewhere: one question that finds tickets, students, views and services.

#include "common/search_scopes.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace stu {

inline constexpr std::int64_t max_found_tickets = 20;
inline constexpr std::size_t max_found_others = 6; ///< of students, of views and of services

struct FindAnything {
    /// As it is typed, half finished or pasted: words, a number or some of its symbols, an address, the
    /// subject of a mail; with filters among them, see search_scopes.hpp.
    std::string text;
    bool best_first =
        false; ///< tickets: what the words are about before what they stand in; else the newest first

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("text", self.text);
        f("best_first", self.best_first);
    }
};
std::vector<FieldError> validate(const FindAnything& request);

/// A student with tickets in the departments of whoever asks.
struct FoundStudent {
    std::string name, email, registration_number;
    std::string department; ///< id; of their newest ticket that was found

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("name", self.name);
        f("email", self.email);
        f("registration_number", self.registration_number);
        f("department", self.department);
    }
};

/// A saved view of one of the departments.
struct FoundView {
    std::string id, name, department;
    ListQueue filter;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("name", self.name);
        f("department", self.department);
        f("filter", self.filter);
    }
};

struct Findings {
    std::vector<TicketRow> tickets;
    std::vector<FoundStudent> students; ///< whose newest tickets hold the words
    std::vector<FoundView> views;
    std::vector<std::string> services; ///< ids
    bool unfinished = false;           ///< as in QueuePage
    /// Whether filters were typed: then all that is found are tickets, as the queues under `filter` have
    /// them.
    bool is_narrowed = false;
    ListQueue filter = {};               ///< of any department, with the words that are left
    std::string assignee = {};           ///< name of the colleague in `filter`
    std::vector<ScopeDoubt> doubts = {}; ///< what was typed as a filter and is none

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("tickets", self.tickets);
        f("students", self.students);
        f("views", self.views);
        f("services", self.services);
        f("unfinished", self.unfinished);
        f("is_narrowed", self.is_narrowed);
        f("filter", self.filter);
        f("assignee", self.assignee);
        f("doubts", self.doubts);
    }
};

} // namespace stu
