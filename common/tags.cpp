#include "common/tags.hpp"

#include "common/checks.hpp"
#include "common/ticket.hpp"

namespace stu {
namespace {

std::string one_after_the_other(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& each : names) all += (all.empty() ? "" : ", ") + each;
    return all;
}

void note_tags(std::vector<FieldError>& errors, std::string_view field,
               const std::vector<std::string>& names) {
    if (names.size() > max_tags_of_ticket)
        return note(errors, field, tr("A ticket has {most} tags at most.", {{"most", max_tags_of_ticket}}));
    for (const std::string& each : names)
        if (Message sentence = check_tag(each); !sentence.empty())
            return note(errors, field, std::move(sentence));
}

} // namespace

Message check_tag(std::string_view name) {
    if (name.find(',') != std::string_view::npos)
        return tr("A tag has no comma. Add one tag after the other.");
    return check_line(name, {tr("The tag"), tr("Write a tag, such as “exam week”."), max_tag});
}

std::vector<FieldError> validate(const TagChange& request) {
    std::vector<FieldError> errors;
    note(errors, "number", check_ticket_number(request.number));
    note_tags(errors, "add", request.add);
    note_tags(errors, "remove", request.remove);
    return errors;
}

TicketEvent tags_event(const Ticket& ticket, const std::vector<std::string>& added,
                       const std::vector<std::string>& removed, const Actor& author, std::int64_t now_ms) {
    TicketEvent event = event_by(author, EventKind::tagged, now_ms);
    event.from = event.to = ticket.status;
    event.was = one_after_the_other(removed);
    event.becomes = one_after_the_other(added);
    return event;
}

} // namespace stu
