#include "backend/app/refusals.hpp"

#include <utility>

namespace stu::app {

Error not_allowed(const Actor& actor, std::string sentence) {
    if (actor.signed_in() && !actor.verified)
        return refuse(Code::forbidden, "Please confirm your e-mail address first. We have sent a link to " +
                                           actor.email + ".");
    return refuse(Code::forbidden, std::move(sentence));
}

} // namespace stu::app
