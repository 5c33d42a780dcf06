#include "common/saved_view.hpp"

#include "common/checks.hpp"

namespace stu {

std::vector<FieldError> validate(const ListViews& request) {
    std::vector<FieldError> errors;
    note(errors, "department",
         check_id(request.department, {tr("The department"), tr("Choose a department."), max_id}));
    return errors;
}

std::vector<FieldError> validate(const NewView& request) {
    std::vector<FieldError> errors = validate(request.filter);
    note(errors, "name",
         check_line(request.name, {tr("The name"), tr("Give the view a name."), max_view_name}));
    if (!request.filter.opened.is_everything())
        note(errors, "filter", tr("A view cannot keep dates, which would pass. Choose an age instead."));
    if (!request.filter.older_than.empty() || !request.filter.newer_than.empty())
        note(errors, "filter", tr("A view begins with the first page."));
    return errors;
}

std::vector<FieldError> validate(const ViewRemoval& request) {
    std::vector<FieldError> errors = validate(ListViews{request.department});
    note(errors, "id", check_id(request.id, {tr("The view"), tr("Say which one."), max_id}));
    return errors;
}

} // namespace stu
