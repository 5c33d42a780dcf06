#include "backend/app/refusals.hpp"

#include <utility>

namespace stu::app {

Error not_allowed(const Actor& actor, Message sentence) {
    if (actor.signed_in() && !actor.verified)
        return refuse(Code::forbidden,
                      tr("Please confirm your e-mail address first. We have sent a link to {address}.",
                         {{"address", actor.email}}));
    return refuse(Code::forbidden, std::move(sentence));
}

std::optional<Error> staff_refusal(const Actor& actor, Marked sentence) {
    if (actor.role == Role::staff && actor.verified) return std::nullopt;
    return not_allowed(actor, sentence);
}

std::optional<Error> department_refusal(const Actor& actor, const std::string& department) {
    if (may(actor, Action::read_queue, {{}, department})) return std::nullopt;
    if (!actor.verified) return not_allowed(actor, {});
    return refuse(Code::not_found, tr("There is no such department."));
}

} // namespace stu::app
