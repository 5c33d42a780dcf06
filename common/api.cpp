#include "common/api.hpp"

#include "common/checks.hpp"

namespace stu {

std::vector<FieldError> validate(const AttachmentById& request) {
    std::vector<FieldError> errors;
    note(errors, "id", check_id(request.id, {tr("The file"), tr("Say which file you want."), max_id}));
    return errors;
}

} // namespace stu
