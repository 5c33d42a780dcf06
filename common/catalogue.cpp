#include "common/catalogue.hpp"

namespace stu {
namespace {

const Service* find_in(const Department& department, std::string_view service_id) {
    for (const ServiceGroup& group : department.groups)
        for (const Service& service : group.services)
            if (service.id == service_id) return &service;
    return nullptr;
}

} // namespace

const Department* find_department(const Catalogue& catalogue, std::string_view department_id) {
    for (const Department& department : catalogue.departments)
        if (department.id == department_id) return &department;
    return nullptr;
}

const Department* department_of_service(const Catalogue& catalogue, std::string_view service_id) {
    for (const Department& department : catalogue.departments)
        if (find_in(department, service_id) != nullptr) return &department;
    return nullptr;
}

const Service* find_service(const Catalogue& catalogue, std::string_view service_id) {
    for (const Department& department : catalogue.departments)
        if (const Service* service = find_in(department, service_id)) return service;
    return nullptr;
}

std::string_view department_name(const Catalogue& catalogue, std::string_view department_id) {
    const Department* department = find_department(catalogue, department_id);
    return department == nullptr ? department_id : department->name;
}

std::string_view service_name(const Catalogue& catalogue, std::string_view service_id) {
    const Service* service = find_service(catalogue, service_id);
    return service == nullptr ? service_id : service->name;
}

} // namespace stu
