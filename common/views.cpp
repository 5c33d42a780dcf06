#include "common/views.hpp"

#include "common/checks.hpp"
#include "common/tags.hpp"
#include "common/text.hpp"
#include "common/ticket_number.hpp"
#include "common/typed_text.hpp"

#include <string>

namespace stu {
namespace {

constexpr FieldText cursor_text{tr("The page mark"), {}, 200};

void note_cursors(std::vector<FieldError>& errors, const std::string& older_than,
                  const std::string& newer_than) {
    note(errors, "older_than", check_id(older_than, cursor_text));
    note(errors, "newer_than", check_id(newer_than, cursor_text));
    if (!older_than.empty() && !newer_than.empty())
        note(errors, "newer_than", tr("Ask either for older or for newer tickets, not for both at once."));
}

} // namespace

std::vector<FieldError> validate(const ListTickets& request) {
    std::vector<FieldError> errors;
    note_cursors(errors, request.older_than, request.newer_than);
    return errors;
}

std::vector<FieldError> validate(const TicketByNumber& request) {
    std::vector<FieldError> errors;
    if (!parse_earlier_number(request.number)) note(errors, "number", check_ticket_number(request.number));
    return errors;
}

std::vector<FieldError> validate(const TrackTicket& request) {
    std::vector<FieldError> errors;
    note(errors, "number", check_ticket_number(request.number));
    note(errors, "secret",
         check_line(request.secret,
                    {tr("The link"), tr("This link is not complete. Please copy all of it from the mail."),
                     max_id}));
    return errors;
}

std::vector<FieldError> validate(const ListWork& request) {
    std::vector<FieldError> errors;
    note_cursors(errors, request.older_than, request.newer_than);
    if (!waits(request.list) && request.kind != WaitKind::any)
        note(errors, "kind", tr("There are no kinds to choose from in this list."));
    return errors;
}

std::vector<FieldError> validate(const ListQueue& request) {
    std::vector<FieldError> errors;
    note(errors, "department",
         check_id(request.department, {tr("The department"), tr("Choose a department."), max_id}));
    if (request.statuses.size() > count_of<Status>())
        note(errors, "statuses", tr("There are only {most} statuses.", {{"most", count_of<Status>()}}));
    note(errors, "service", check_id(request.service, {tr("The service"), {}, max_id}));
    note_cursors(errors, request.older_than, request.newer_than);
    note_period(errors, request.opened, "opened_from_ms", "opened_before_ms");
    note(errors, "text", check_line(request.text, {tr("The search"), {}, max_search_text}));
    note(errors, "assignee", check_id(request.assignee, {tr("The assignee"), {}, max_id}));
    if (request.priorities.size() > count_of<Priority>())
        note(errors, "priorities", tr("There are only {most} priorities.", {{"most", count_of<Priority>()}}));
    if (request.days < 0 || request.days > max_queue_days)
        note(errors, "days", tr("Choose from 0 to {most} days.", {{"most", max_queue_days}}));
    note(errors, "tag", check_line(request.tag, {tr("The tag"), {}, max_tag}));
    const bool by_age =
        request.order == QueueOrder::newest_first || request.order == QueueOrder::oldest_first;
    if (!by_age && !as_line(request.text).empty())
        note(errors, "order", tr("What a search finds is sorted by age. Choose newest or oldest first."));
    if (request.order == QueueOrder::longest_wait_first && request.turn == QueueTurn::student)
        note(errors, "order", tr("What waits for the student does not wait for you. Choose another order."));
    return errors;
}

QueueOrder order_of(const ListQueue& request) {
    return is_staffs(request.turn) && as_line(request.text).empty() ? QueueOrder::longest_wait_first
                                                                    : request.order;
}

} // namespace stu
