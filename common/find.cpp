#include "common/find.hpp"

#include "common/checks.hpp"

namespace stu {

std::vector<FieldError> validate(const FindAnything& request) {
    std::vector<FieldError> errors;
    note(errors, "text", check_line(request.text, {tr("The search"), {}, max_search_text}));
    return errors;
}

} // namespace stu
