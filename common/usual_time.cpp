#include "common/usual_time.hpp"

#include "common/checks.hpp"

namespace stu {

std::vector<FieldError> validate(const UsualTimeOf& request) {
    std::vector<FieldError> errors;
    note(errors, "service", check_id(request.service, {tr("The service"), tr("Choose a service."), max_id}));
    return errors;
}

Message usual_time_text(std::int64_t minutes) {
    constexpr std::int64_t hour = 60, half_day = 12 * hour, day = 24 * hour;
    if (minutes < half_day)
        return trn("Half of these are solved within {count} hour.",
                   "Half of these are solved within {count} hours.", minutes / hour + 1);
    return trn("Half of these are solved within {count} day.",
               "Half of these are solved within {count} days.", minutes / day + 1);
}

} // namespace stu
