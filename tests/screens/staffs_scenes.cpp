#include "tests/screens/scenes.hpp"
#include "tests/support/english.hpp"

#include <algorithm>

namespace stu::test {
namespace {

std::function<void(WindowlessApp&)> with_reads(std::function<void(WindowlessApp&)> then = [](WindowlessApp&) {
}) {
    return [then](WindowlessApp& app) {
        answer_reads(app, Status::pending);
        then(app);
    };
}

QueuePage empty_queue() {
    QueuePage queue;
    for (std::size_t i = 0; i < count_of<Status>(); ++i) queue.counts.push_back({static_cast<Status>(i), 0});
    return queue;
}

/// Of a list with boxes beside its rows the page; of another one after it has been asked for them.
void choose_all(WindowlessApp& app) {
    if (!app.press("Choose several")) CHECK(app.tick("Choose " + make_ticket_number(42)));
    app.press("Choose all shown");
}
void ask_bulk(WindowlessApp& app) {
    if (!app.press("Change…")) CHECK(app.press("Reply or status…"));
}

/// A ticket that another one follows in its list.
void show_one_of_two(WindowlessApp& app) {
    TicketRow first = row_of(a_ticket(Status::pending).ticket), second = first;
    second.number = make_ticket_number(8);
    WorkPage work;
    work.page.rows = {first, second};
    answered<StaffWork>(app, work);
    app.follow(ticket_url);
    answer_reads(app, Status::pending);
}

/// A closed ticket that a colleague has: it can be given back, and to nobody.
void show_closed(WindowlessApp& app) {
    TicketView closed = a_ticket(Status::completed);
    closed.colleagues = {{"user-9", "Grace Njeri"}};
    closed.work.assignee = "user-9";
    answered<GetTicket>(app, closed);
}

/// A colleague has left a note on the ticket.
void show_note(WindowlessApp& app) {
    TicketView noted = a_ticket(Status::pending);
    const Actor grace{"user-9", "Grace Njeri", "", Role::staff, {"it"}, true};
    TicketEvent note = note_event(noted.ticket, "She has called, too.", grace, noted.ticket.updated_ms);
    note.sequence = -1;
    noted.events.push_back(note);
    answered<GetTicket>(app, noted);
}

/// Two watch the ticket, one of them because a colleague mentioned them, and a third has stopped.
void show_watchers(WindowlessApp& app) {
    TicketView watched = a_ticket(Status::pending);
    const std::string self = staff_session().user.id;
    const Actor grace{"user-9", "Grace Njeri", "", Role::staff, {"it"}, true},
        ruth{"user-8", "Ruth Kamau", "", Role::staff, {"it"}, true};
    watched.colleagues = {{self, "David Otieno"}, {"user-9", "Grace Njeri"}, {"user-8", "Ruth Kamau"}};
    watched.watchers = {self, "user-9"};
    std::int64_t sequence = 0;
    const auto add = [&](const Actor& by, const std::string& who, bool begins) {
        watched.events.push_back(watch_event(watched.ticket, who, begins, by, watched.ticket.updated_ms));
        watched.events.back().sequence = --sequence;
    };
    add(grace, "user-9", true);
    add(ruth, "user-8", true);
    add(ruth, "user-8", false);
    watched.events.push_back(note_event(watched.ticket, "@David, as @Ruth said: it is *not* the cable.",
                                        grace, watched.ticket.updated_ms));
    watched.events.back().sequence = --sequence;
    add(grace, self, true);
    answered<GetTicket>(app, watched);
}

/// Finance has handed the ticket on.
void show_transfer(WindowlessApp& app) {
    TicketView moved = a_ticket(Status::pending);
    Ticket& ticket = moved.ticket;
    const Actor peter{"user-9", "Peter Kamau", "", Role::staff, {"finance"}, true};
    ticket.department = "finance";
    ticket.service = "fees";
    const TicketTransfer wish{"", ticket.number, ticket.version, "eduroam", ""};
    moved.events.push_back(transfer_ticket(ticket, wish, "it", peter, ticket.updated_ms).value());
    TicketEvent note = note_event(ticket, "She asks about Wi-Fi, not about fees.", peter, ticket.updated_ms);
    note.sequence = -1;
    moved.events.push_back(note);
    answered<GetTicket>(app, moved);
}

/// A colleague has noted something and replied while one was writing.
TicketView overtaken_ticket() {
    TicketView view = a_ticket(Status::pending);
    const Actor grace{"user-9", "Grace Njeri", "", Role::staff, {"it"}, true};
    TicketEvent note = note_event(view.ticket, "She has called, too.", grace, view.ticket.updated_ms);
    note.sequence = -1;
    view.events.push_back(note);
    const StatusChange change{view.ticket.number,
                              view.ticket.version,
                              Status::under_consideration,
                              "An engineer goes there this afternoon.",
                              {}};
    view.events.push_back(change_status(view.ticket, change, grace, view.ticket.updated_ms).value());
    return view;
}

/// The student has answered, and nobody has read it.
void show_answer(WindowlessApp& app) {
    TicketView answered_view = a_ticket(Status::under_consideration);
    Ticket& ticket = answered_view.ticket;
    const Actor amina{ticket.owner_id, ticket.student_name, "", Role::student, {}, true};
    answered_view.events.push_back(
        record_answer(ticket, {"", ticket.number, "It is room 12.", {}}, amina, ticket.updated_ms).value());
    answered<GetTicket>(app, answered_view);
}

/// More than a window shows: a student who has answered again and again.
void show_long(WindowlessApp& app) {
    TicketView whole = a_ticket(Status::under_consideration);
    Ticket& ticket = whole.ticket;
    const Actor amina{ticket.owner_id, ticket.student_name, "", Role::student, {}, true};
    for (int i = 0; i < 12; ++i)
        whole.events.push_back(record_answer(ticket,
                                             {"", ticket.number, "It drops at nine.\nAnd at ten.", {}}, amina,
                                             ticket.updated_ms)
                                   .value());
    answered<GetTicket>(app, whole);
}

/// Of a department that nobody has asked yet, in as many weeks as `some_figures`.
Analytics no_figures() {
    Analytics analytics;
    analytics.volume = std::vector<std::int64_t>(some_figures().volume.size());
    return analytics;
}

Session head_of_it() {
    Session session = staff_session();
    session.user.heads = {"it"};
    return session;
}

} // namespace

std::vector<Scene> staffs_scenes() {
    const Session david = staff_session();
    const std::string filtered =
        "/queue/it?status=completed&q=wifi&service=eduroam&from=2026-11-01&to=2026-11-24&sort=unchanged";
    return {
        {"queue-loading", "/queue/it", david},
        {"queue-empty", "/queue/it", david,
         [](WindowlessApp& app) { answered<DepartmentQueue>(app, empty_queue()); }},
        {"queue", "/queue/it", david, with_reads(), Screens::both},
        {"queue-filters", "/queue/it", david,
         with_reads([](WindowlessApp& app) { CHECK(app.press("Filters")); }), Screens::both},
        {"queue-chosen", "/queue/it", david, with_reads(choose_all), Screens::both},
        {"queue-bulk", "/queue/it", david, with_reads([](WindowlessApp& app) {
             choose_all(app);
             ask_bulk(app);
         }),
         Screens::both},
        {"queue-merge", "/queue/it", david,
         [](WindowlessApp& app) {
             QueuePage queue = empty_queue();
             TicketRow newer = row_of(a_ticket(Status::pending).ticket), older = newer;
             older.number = make_ticket_number(8);
             older.subject = "Wi-Fi drops in the library";
             older.created_ms -= 86'400'000;
             queue.page.rows = {newer, older};
             queue.page.total = 2;
             answered<DepartmentQueue>(app, queue);
             choose_all(app);
             CHECK(app.press("Merge into…"));
         }},
        {"queue-bulk-replies", "/queue/it", david, with_reads([](WindowlessApp& app) {
             choose_all(app);
             ask_bulk(app);
             CHECK(app.press("Saved replies"));
             answered<ListReplies>(app, some_replies());
         })},
        {"queue-left", "/queue/it", david, with_reads([](WindowlessApp& app) {
             choose_all(app);
             CHECK(app.press("Assign to me"));
             answered<ChangeTickets>(app, {1, {{make_ticket_number(8), tr("There is no such ticket.")}}});
             answer_reads(app, Status::pending);
         }),
         Screens::both},
        {"queue-filtered", filtered, david, with_reads(), Screens::both},
        {"queue-view", "/queue/it?status=pending&assignee=nobody", david, with_reads(), Screens::both},
        {"queue-new-view", filtered, david, with_reads([](WindowlessApp& app) {
             CHECK(app.press("Save as a view"));
             CHECK(app.submit("New view"));
         }),
         Screens::both},
        {"queue-nothing-found", filtered, david,
         [](WindowlessApp& app) { answered<DepartmentQueue>(app, empty_queue()); }},
        {"queue-errors", "/queue/it", david, with_reads([](WindowlessApp& app) {
             CHECK(app.press("Filters"));
             CHECK(app.type(ui::NodeRole::date_field, "Opened from", "2026-11-24"));
             CHECK(app.type(ui::NodeRole::date_field, "Opened until", "2026-11-01"));
             CHECK(app.submit("Filter"));
         })},
        {"queue-forbidden", "/queue/it", david,
         [](WindowlessApp& app) {
             refused<DepartmentQueue>(
                 app, refuse(Code::forbidden, as_written("This queue is for the staff of the department.")));
         }},
        {"queue-unknown", "/queue/none", david},

        {"work-loading", "/work/my_turn", david},
        {"work", "/work/my_turn", david, with_reads(), Screens::both},
        {"work-mine", "/work/mine", david, with_reads()},
        {"work-keys", "/work/my_turn", david,
         with_reads([](WindowlessApp& app) { CHECK(app.press("Keys")); })},
        {"work-empty", "/work/unassigned", david,
         [](WindowlessApp& app) {
             answered<StaffWork>(app, WorkPage{{}, {0, 0, 0, 0}, {0, 0, 0, 0}});
         }},
        {"work-no-mentions", "/work/mentions", david,
         [](WindowlessApp& app) {
             answered<StaffWork>(app, WorkPage{{}, {0, 0, 0, 0}, {}});
         }},
        {"work-empty-kind", "/work/my_turn?kind=late", david,
         [](WindowlessApp& app) {
             answered<StaffWork>(app, WorkPage{{}, {0, 0, 0, 0}, {0, 0, 0, 0}});
         }},

        {"review", ticket_url, david, with_reads(), Screens::both},
        {"review-note", ticket_url, david,
         with_reads([](WindowlessApp& app) { CHECK(app.press("Internal note")); }), Screens::both},
        {"review-closed", ticket_url, david, show_closed},
        {"review-noted", ticket_url, david, show_note},
        {"review-watched", ticket_url, david, show_watchers, Screens::both},
        {"review-mention", ticket_url, david,
         [](WindowlessApp& app) {
             show_watchers(app);
             CHECK(app.press("Internal note"));
             CHECK(app.type(ui::NodeRole::text_area, "Internal note (students never see it)", "Ask @"));
         },
         Screens::both},
        {"review-held", ticket_url, david,
         [](WindowlessApp& app) {
             TicketView held = a_ticket(Status::pending);
             held.held.push_back({std::string(32, 'a'),
                                  staff_session().user.id,
                                  "David Otieno",
                                  1,
                                  Status::pending,
                                  Status::completed,
                                  "It is mended.",
                                  "",
                                  {{"file-9", "plan.pdf", 20'000}},
                                  held.ticket.updated_ms,
                                  held.ticket.updated_ms + usual_undo_ms});
             answered<GetTicket>(app, held);
         },
         Screens::both},
        {"review-transfer", ticket_url, david, with_reads([](WindowlessApp& app) {
             CHECK(app.press("Transfer…"));
             CHECK(app.choose("Transfer to", 2));
             CHECK(app.submit("Transfer"));
         }),
         Screens::both},
        {"review-leaving", ticket_url, david,
         [](WindowlessApp& app) {
             TicketView view = a_ticket(Status::pending);
             view.leaving.push_back({std::string(32, 'a'), staff_session().user.id, "David Otieno", "eduroam",
                                     "She asks about Wi-Fi, not about fees.", view.ticket.updated_ms,
                                     view.ticket.updated_ms + usual_undo_ms});
             answered<GetTicket>(app, view);
         },
         Screens::both},
        {"review-transferred", ticket_url, david, show_transfer},
        {"review-answered", ticket_url, david, show_answer},
        {"review-long", ticket_url, david, show_long, Screens::both},
        {"review-duplicate", ticket_url, david, with_reads([](WindowlessApp& app) {
             const auto options = app.find(ui::NodeRole::select, "Status")->value;
             const auto before = options.substr(0, options.find("Duplicate"));
             CHECK(app.choose("Status",
                              static_cast<std::int32_t>(std::count(before.begin(), before.end(), '\n'))));
             CHECK(app.submit("Reply"));
         })},
        {"review-replies", ticket_url, david, with_reads([](WindowlessApp& app) {
             CHECK(app.press("Saved replies"));
             answered<ListReplies>(app, some_replies());
         }),
         Screens::both},
        {"review-replies-none", ticket_url, david, with_reads([](WindowlessApp& app) {
             CHECK(app.press("Saved replies"));
             answered<ListReplies>(app, some_replies());
             CHECK(app.type(ui::NodeRole::search_field, "Find a saved reply", "scholarship"));
         })},
        {"review-unfilled", ticket_url, david, with_reads([](WindowlessApp& app) {
             CHECK(app.press("Saved replies"));
             answered<ListReplies>(app, some_replies());
             CHECK(app.press("Come to the desk"));
             CHECK(app.submit("Reply"));
         })},
        {"review-keys", ticket_url, david, with_reads([](WindowlessApp& app) { CHECK(app.press("Keys")); })},
        {"review-next", "/work/my_turn", david, show_one_of_two, Screens::both},
        {"review-next-note", "/work/my_turn", david,
         [](WindowlessApp& app) {
             show_one_of_two(app);
             CHECK(app.press("Internal note"));
         }},
        {"review-presence", ticket_url, david, with_reads([](WindowlessApp& app) {
             answered<PresentOnTicket>(app, {{{"user-8", "Ruth Wanjiku", Doing::replying},
                                              {"user-9", "Peter Kamau", Doing::reading}}});
         }),
         Screens::both},
        {"review-conflict", ticket_url, david, with_reads([](WindowlessApp& app) {
             CHECK(app.type(ui::NodeRole::text_area, "Reply (the student reads it)", "We look into it."));
             CHECK(app.submit("Reply"));
             refused<RespondToTicket>(
                 app, refuse(Code::conflict, as_written("Somebody was faster. Look at what has changed.")));
             answered<GetTicket>(app, overtaken_ticket());
         }),
         Screens::both},

        {"replies-loading", "/replies", david},
        {"replies", "/replies", david, with_reads(), Screens::both},
        {"replies-empty", "/replies", david, [](WindowlessApp& app) { answered<ListReplies>(app, {}); }},
        {"replies-errors", "/replies", david, with_reads([](WindowlessApp& app) {
             CHECK(app.press("New saved reply"));
             CHECK(app.submit("Saved reply"));
         }),
         Screens::both},
        {"replies-overtaken", "/replies", david, with_reads([](WindowlessApp& app) {
             CHECK(app.press("Change “Come to the desk”"));
             CHECK(app.type(ui::NodeRole::text_area, "Text", "Come to room 12."));
             CHECK(app.submit("Saved reply"));
             refused<SaveReply>(app, refuse(Code::conflict, as_written("Grace Njeri has changed it.")));
             answered<ListReplies>(app, some_replies());
         })},
        {"replies-removing", "/replies", david,
         with_reads([](WindowlessApp& app) { CHECK(app.press("Remove “Come to the desk”")); }),
         Screens::both},

        {"analytics-loading", "/analytics/it", david},
        {"analytics", "/analytics/it", david, with_reads(), Screens::both},
        {"analytics-tables", "/analytics/it", david, with_reads([](WindowlessApp& app) {
             CHECK(app.press("Show as table: Service by status"));
             CHECK(app.press("Show as table: Tickets per week"));
         })},
        {"analytics-head", "/analytics/it", head_of_it(), with_reads(), Screens::both},
        {"analytics-empty", "/analytics/it", david,
         [](WindowlessApp& app) { answered<DepartmentAnalytics>(app, no_figures()); }},
        {"analytics-errors", "/analytics/it", david, with_reads([](WindowlessApp& app) {
             CHECK(app.type(ui::NodeRole::date_field, "Opened from", "2026-11-24"));
             CHECK(app.type(ui::NodeRole::date_field, "Opened until", "2026-11-01"));
             CHECK(app.submit("Days"));
         })},
        {"settings-staff", "/settings", david, with_reads()},
        {"settings-key-refused", "/settings", david,
         with_reads([](WindowlessApp& app) { CHECK(app.type("Take it or give it back", "ar")); }),
         Screens::both},
    };
}

} // namespace stu::test
