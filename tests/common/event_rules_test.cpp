// Who sees which kind of event, and which kinds are a response. A kind without a row does not compile.

#include "common/event_rules.hpp"
#include "common/work.hpp"
#include "support.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <utility>

using namespace stu;
using namespace stu::test;

namespace {

/// In the order of the signs below.
const std::array<Actor, 8> actors{{
    {},
    {"amina", "", "", Role::student, {}, true},
    {"brian", "", "", Role::student, {}, true},
    {"amina", "", "", Role::student, {}, false},
    {"david", "", "", Role::staff, {"it"}, true},
    {"njeri", "", "", Role::staff, {"finance", "it"}, true},
    {"peter", "", "", Role::staff, {"finance"}, true},
    {"david", "", "", Role::staff, {"it"}, false},
}};
const Subject aminas_at_it{"amina", "it"};

constexpr const char *readers = "-+--++--", *staff_alone = "----++--";

template <EventKind> struct Row;
template <> struct Row<EventKind::opened> {
    static constexpr const char* seen = readers;
    static constexpr bool response = false, for_watchers = false;
};
template <> struct Row<EventKind::status_changed> {
    static constexpr const char* seen = readers;
    static constexpr bool response = true, for_watchers = true;
};
template <> struct Row<EventKind::remark_added> : Row<EventKind::status_changed> {};
template <> struct Row<EventKind::answered> {
    static constexpr const char* seen = readers;
    static constexpr bool response = false, for_watchers = true;
};
template <> struct Row<EventKind::edited> : Row<EventKind::answered> {};
template <> struct Row<EventKind::withdrawn> : Row<EventKind::answered> {};
template <> struct Row<EventKind::reopened> : Row<EventKind::answered> {};
template <> struct Row<EventKind::transferred> : Row<EventKind::answered> {};
template <> struct Row<EventKind::merged> : Row<EventKind::answered> {};
template <> struct Row<EventKind::unmerged> : Row<EventKind::answered> {};
template <> struct Row<EventKind::noted> {
    static constexpr const char* seen = staff_alone;
    static constexpr bool response = false, for_watchers = true;
};
template <> struct Row<EventKind::assigned> : Row<EventKind::noted> {};
template <> struct Row<EventKind::undone> {
    static constexpr const char* seen = staff_alone;
    static constexpr bool response = false, for_watchers = false;
};
template <> struct Row<EventKind::unsent> : Row<EventKind::undone> {};
template <> struct Row<EventKind::prioritised> : Row<EventKind::undone> {};
template <> struct Row<EventKind::tagged> : Row<EventKind::undone> {};
template <> struct Row<EventKind::watched> : Row<EventKind::undone> {};
template <> struct Row<EventKind::linked> : Row<EventKind::undone> {};

template <EventKind kind> void check_row() {
    CAPTURE(name_of(kind));
    TicketEvent event;
    event.kind = kind;
    std::string signs;
    for (const Actor& actor : actors) signs += visible(event, actor, aminas_at_it) ? '+' : '-';
    CHECK(signs == Row<kind>::seen);
    CHECK(counts_as_response(event) == Row<kind>::response);
    CHECK(is_for_watchers(kind) == Row<kind>::for_watchers);
    CHECK(is_internal(kind) == (signs == staff_alone));
}

TicketEvent said(EventKind kind, Status status, std::string text) {
    TicketEvent event;
    event.kind = kind;
    event.from = event.to = status;
    event.text = std::move(text);
    return event;
}

} // namespace

TEST_CASE("every kind of event is seen by whom the table says, and is a response or told to watchers where "
          "it says so") {
    [&]<std::size_t... kinds>(std::index_sequence<kinds...>) {
        (check_row<static_cast<EventKind>(kinds)>(), ...);
    }
    (std::make_index_sequence<count_of<EventKind>()>());
}

TEST_CASE("nobody sees an event of a ticket that they may not read") {
    for (const Actor& actor : actors)
        for (std::size_t kind = 0; kind < count_of<EventKind>(); ++kind)
            for (const Subject& ticket : {aminas_at_it, Subject{"brian", "finance"}, Subject{}}) {
                TicketEvent event;
                event.kind = static_cast<EventKind>(kind);
                if (visible(event, actor, ticket)) CHECK(may(actor, Action::read_ticket, ticket));
            }
}

TEST_CASE("a ticket is answered while its student's answer is the last that was done") {
    using enum Status;
    std::vector<TicketEvent> events;
    CHECK_FALSE(is_answered(events));
    events.push_back(said(EventKind::opened, pending, ""));
    CHECK_FALSE(is_answered(events));
    events.push_back(said(EventKind::answered, pending, "Room 12."));
    CHECK(is_answered(events));
    events.push_back(said(EventKind::noted, pending, "She has called, too."));
    CHECK(is_answered(events)); // what colleagues say to each other is no answer
    events.push_back(said(EventKind::transferred, pending, ""));
    CHECK(is_answered(events)); // nor where it goes
    events.push_back(said(EventKind::remark_added, pending, "Thank you."));
    CHECK_FALSE(is_answered(events));
}

TEST_CASE("what staff said last is neither a note, nor the student's, nor of an earlier status") {
    using enum Status;
    std::vector<TicketEvent> events{said(EventKind::opened, pending, "")};
    CHECK(last_words_of_staff(events, pending) == nullptr);
    events.push_back(said(EventKind::remark_added, pending, "Soon."));
    REQUIRE(last_words_of_staff(events, pending) != nullptr);
    CHECK(last_words_of_staff(events, pending)->text == "Soon.");
    events.push_back(said(EventKind::status_changed, awaiting_confirmation, "Which room?"));
    events.push_back(said(EventKind::noted, awaiting_confirmation, "She has asked three times."));
    events.push_back(said(EventKind::remark_added, awaiting_confirmation, ""));
    REQUIRE(last_words_of_staff(events, awaiting_confirmation) != nullptr);
    CHECK(last_words_of_staff(events, awaiting_confirmation)->text == "Which room?");
    events.push_back(said(EventKind::answered, awaiting_confirmation, "Room 12."));
    REQUIRE(last_words_of_staff(events, awaiting_confirmation) != nullptr);
    CHECK(last_words_of_staff(events, awaiting_confirmation)->text == "Which room?");
    CHECK(last_words_of_staff(events, rejected) == nullptr);
}

TEST_CASE("a note says who wrote what and when, and leaves the ticket as it is") {
    const Ticket ticket = some_ticket(Status::in_person_needed);
    const TicketEvent note = note_event(ticket, "  Knows the way.\r\n", staff(), 7'000);
    CHECK(note.kind == EventKind::noted);
    CHECK(note.text == "Knows the way.");
    CHECK(note.from == ticket.status);
    CHECK(note.to == ticket.status);
    CHECK(note.author_id == staff().user_id);
    CHECK(note.author_name == staff().name);
    CHECK(note.author_role == Role::staff);
    CHECK(note.at_ms == 7'000);
}
