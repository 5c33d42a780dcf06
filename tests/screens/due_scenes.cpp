// When tickets are due: in lists, and beside one.

#include "common/time_spans.hpp"
#include "tests/screens/scenes.hpp"

namespace stu::test {
namespace {

/// One that is late, one that soon will be, one that is not, and one to which nothing is promised, which is
/// late.
std::vector<TicketRow> due_rows(std::int64_t now_ms) {
    const Due dues[] = {{DueFor::solution, now_ms - 26 * hour_ms, now_ms - 50 * hour_ms},
                        {DueFor::answer, now_ms + 45 * minute_ms, now_ms - minute_ms},
                        {DueFor::solution, now_ms + 75 * hour_ms, now_ms + 50 * hour_ms},
                        {DueFor::word, now_ms - hour_ms, 0}};
    std::vector<TicketRow> rows;
    for (const Due& due : dues) {
        TicketRow& row = rows.emplace_back(row_of(a_ticket(Status::pending).ticket));
        row.number = make_ticket_number(50 + rows.size());
        row.work.waiting_ms = now_ms - 4 * day_ms;
        row.work.due = due;
    }
    return rows;
}

void show_due_list(WindowlessApp& app) {
    WorkPage work{{}, {4, 4, 0, 0}, {4, 4, 0, 2}};
    work.page.rows = due_rows(app.browser.now);
    work.page.first = 1;
    work.page.total = 4;
    answered<StaffWork>(app, work);
}
void show_due_queue(WindowlessApp& app) {
    QueuePage queue;
    for (const Status status : all<Status>()) queue.counts.push_back({status, 0});
    queue.page.rows = due_rows(app.browser.now);
    queue.page.first = 1;
    queue.page.total = 4;
    answered<DepartmentQueue>(app, queue);
}
void show_due_ticket(WindowlessApp& app) {
    TicketView view = a_ticket(Status::under_consideration);
    view.due = due_rows(app.browser.now).front().work.due;
    answered<GetTicket>(app, view);
}

} // namespace

std::vector<Scene> due_scenes() {
    const Session david = staff_session();
    return {{"work-due", "/work/my_turn", david, show_due_list, Screens::both},
            {"queue-due", "/queue/it", david, show_due_queue, Screens::both},
            {"review-due", ticket_url, david, show_due_ticket, Screens::both}};
}

} // namespace stu::test
