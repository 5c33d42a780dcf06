#include "backend/store/catalogue.hpp"

namespace stu::store {

// A scan of three small tables; one row per service.
constexpr std::string_view select_catalogue = R"(
    SELECT d.id, d.name, g.id, g.name, g.description, s.id, s.name
    FROM department d
    JOIN service_group g ON g.department = d.id
    JOIN service s ON s.service_group = g.id
    ORDER BY d.position, d.id, g.position, g.id, s.position, s.id)";

Catalogue load_catalogue(Transaction& transaction) {
    Catalogue catalogue;
    std::vector<Department>& departments = catalogue.departments;
    const auto row = transaction.connection().query(select_catalogue);
    while (row->next()) {
        if (departments.empty() || departments.back().id != row->text(0))
            departments.push_back({row->text(0), row->text(1), {}});
        std::vector<ServiceGroup>& groups = departments.back().groups;
        if (groups.empty() || groups.back().id != row->text(2))
            groups.push_back({row->text(2), row->text(3), row->text(4), {}});
        groups.back().services.push_back({row->text(5), row->text(6)});
    }
    return catalogue;
}

} // namespace stu::store
