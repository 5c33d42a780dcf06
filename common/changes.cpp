#include "common/changes.hpp"

#include "common/checks.hpp"

namespace stu {

std::vector<FieldError> validate(const Listening& request) {
    constexpr FieldText person{"The person", "", max_id}, department{"The department", "", max_id},
        event{"The event", "", 64};
    std::vector<FieldError> errors;
    note(errors, "person", check_id(request.person, person));
    note(errors, "department", check_id(request.department, department));
    note(errors, "since", check_id(request.since, event));
    return errors;
}

} // namespace stu
