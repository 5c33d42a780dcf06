#include "common/presence.hpp"

#include "common/checks.hpp"
#include "common/ticket.hpp"

namespace stu {
namespace {

struct Group {
    std::string_view first; ///< name
    std::int64_t others = 0;
};

Group who_is(const std::vector<PresentColleague>& others, Doing doing) {
    Group group;
    for (const PresentColleague& each : others) {
        if (each.doing != doing) continue;
        if (group.first.empty())
            group.first = each.name;
        else
            ++group.others;
    }
    return group;
}

Message replying_text(const Group& group) {
    if (group.first.empty()) return {};
    if (group.others == 0) return tr("{person} is replying.", {{"person", group.first}});
    return trn("{person} and {count} other are replying.", "{person} and {count} others are replying.",
               group.others, {{"person", group.first}});
}

Message reading_text(const Group& group) {
    if (group.first.empty()) return {};
    if (group.others == 0) return tr("{person} is reading this ticket.", {{"person", group.first}});
    return trn("{person} and {count} other are reading this ticket.",
               "{person} and {count} others are reading this ticket.", group.others,
               {{"person", group.first}});
}

} // namespace

std::vector<FieldError> validate(const TicketPresence& request) {
    std::vector<FieldError> errors;
    note(errors, "number", check_ticket_number(request.number));
    note(errors, "page", check_request_id(request.page));
    return errors;
}

Message presence_text(const std::vector<PresentColleague>& others) {
    Message replying = replying_text(who_is(others, Doing::replying)),
            reading = reading_text(who_is(others, Doing::reading));
    if (replying.empty()) return reading;
    if (reading.empty()) return replying;
    return tr("{replying} {reading}", {{"replying", replying}, {"reading", reading}});
}

} // namespace stu
