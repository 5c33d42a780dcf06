#pragma once
// What must hold on every page, and answers for all that a page asks for.

#include "tests/support/windowless_app.hpp"

#include <doctest/doctest.h>

namespace stu::test {

/// What must hold on every page at every width, beside what each frame is audited for (ui/audit.hpp).
inline void sound(const WindowlessApp& app) {
    CAPTURE(app.browser.url);
    CAPTURE(app.input.width);
    int titles = 0, mains = 0;
    for (const Found& node : app.all())
        if (node.role == ui::NodeRole::main) ++mains;
    for (const ui::Node& node : ui::tree().nodes())
        if (ui::SemanticTree::role(node) == ui::NodeRole::heading &&
            (node.role_level_flags >> 8 & 0xffu) == 1)
            ++titles;
    CHECK(titles == 1);
    CHECK(mains == 1);
}

inline TicketRow row_of(const Ticket& ticket) {
    return {ticket.number,       ticket.subject, ticket.service,    ticket.department,
            ticket.student_name, ticket.status,  ticket.created_ms, ticket.updated_ms};
}

inline Analytics some_figures() {
    Analytics analytics;
    analytics.services = {{"eduroam", Status::pending, 19},
                          {"eduroam", Status::completed, 1'108},
                          {"technical-support", Status::rejected, 1},
                          {"closed-down-since", Status::completed, 2}};
    analytics.volume = std::vector<std::int64_t>(14, 3);
    analytics.span = {1'130, 1'111,
                      14,    {1'000, 210, 1'440},
                      {},    {{"eduroam", 40, 37, 30, 24}, {"technical-support", 10, 9}}};
    analytics.compared = {{980, 1'002, 3, {900, 240, 2'880}, {870, 1'440, 4'320}, {{"eduroam", 30, 30}}}};
    analytics.ages = {2, 3, 5, 7, 2};
    sum_up(analytics);
    return analytics;
}

inline SavedReplies some_replies() {
    const std::int64_t changed_ms = 1'794'990'000'000;
    return {
        {{"reply-1", "it", "Come to the desk",
          "Dear {{first_name}},\n\nplease come to {{room}} with your student card.\n\n{{me}}", 2,
          "Grace Njeri", changed_ms},
         {"reply-2", "it", "Wi-Fi: forget the network and join again",
          "Dear {{first_name}}, please forget the network eduroam on your device, then join it again with "
          "your student address.",
          1, "", changed_ms}}};
}

/// Answers every read that waits.
inline void answer_reads(WindowlessApp& app, Status status) {
    const TicketView ticket = a_ticket(status);
    const TicketPage page{{row_of(ticket.ticket)}, "older", "newer", 120, 51};
    std::vector<StatusCount> counts;
    for (std::size_t i = 0; i < count_of<Status>(); ++i) counts.push_back({static_cast<Status>(i), 3});
    app.browser.answer<StudentHome>(
        {{{row_of(ticket.ticket), "Which bank?", 1'794'995'000'000}}, page.rows, 1});
    app.browser.answer<ListOwnTickets>(page);
    TicketView with_others = ticket;
    with_others.others = {row_of(ticket.ticket)};
    with_others.others.front().number = make_ticket_number(8);
    app.browser.answer<GetTicket>(app.loop.state().is_staff() ? with_others : ticket);
    app.browser.answer<FollowTicket>(
        {ticket.ticket.number, "it", "eduroam", status, 1'794'990'000'000, 1'794'995'000'000});
    app.browser.answer<ListSessions>(
        {{{"a", "Firefox on Linux", 1, 2, true}, {"b", "Firefox on Linux", 1, 2, false}}});
    QueuePage queue{page, counts};
    queue.page.rows.front().answered = true;
    app.browser.answer<DepartmentQueue>(queue);
    ListQueue of_nobody{"it", {Status::pending}, {}, {}, {}};
    of_nobody.assignee = assigned_to_nobody;
    app.browser.answer<ListSavedViews>({{{"v1", "Hostel Wi-Fi", true, of_nobody, 17},
                                         {"v2", "Everything", false, {"it", {}, {}, {}, {}}, 100, true}}});
    WorkPage work{page, {3, 2, 1, 2}, {3, 1, 1, 1}};
    RowWork& row = work.page.rows.front().work;
    row = {"user-9", "Grace Njeri", Priority::urgent, 1'794'990'000'000, "It is room 12.", true};
    app.browser.answer<StaffWork>(work);
    app.browser.answer<DepartmentAnalytics>(some_figures());
    app.browser.answer<AnalyticsByAssignee>(
        {{{"me", "David Otieno", 12, 1'340}, {"user-9", "Grace Njeri", 1'000, 7}, {"", "", 0, 15}}});
    app.browser.answer<ListReplies>(some_replies());
    app.draw();
}

} // namespace stu::test
