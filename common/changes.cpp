#include "common/changes.hpp"

#include "common/checks.hpp"

namespace stu {

std::vector<FieldError> validate(const Listening& request) {
    constexpr FieldText person{tr("The person"), {}, max_id}, department{tr("The department"), {}, max_id},
        event{tr("The event"), {}, 64};
    std::vector<FieldError> errors;
    note(errors, "person", check_id(request.person, person));
    note(errors, "department", check_id(request.department, department));
    note(errors, "since", check_id(request.since, event));
    return errors;
}

} // namespace stu
