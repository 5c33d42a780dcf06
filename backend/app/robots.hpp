#pragma once
#include "backend/app/context.hpp"
#include "common/result.hpp"

#include <optional>
#include <string_view>

namespace stu::app {

/// What happens to a request while nobody can tell whether a person sent it.
enum class WhenUnknown : std::uint8_t {
    refuse, ///< anybody could send it
    accept, ///< something else limits it, such as an account
};

/// The refusal for a form whose captcha is missing or wrong. Uses the answer up; may take seconds, so call it
/// outside of transactions.
std::optional<Error> captcha_refusal(Context& context, std::string_view answer, WhenUnknown when_unknown);

} // namespace stu::app
