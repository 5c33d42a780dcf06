#include "common/catalogue.hpp"

#include "common/checks.hpp"

#include <algorithm>

namespace stu {
namespace {

constexpr std::size_t max_catalogue_name = 80; ///< code points; what fits on a card

const Service* find_in(const Department& department, std::string_view service_id) {
    for (const ServiceGroup& group : department.groups)
        for (const Service& service : group.services)
            if (service.id == service_id) return &service;
    return nullptr;
}

const Translation* translation(const std::vector<Translation>& translations, std::string_view language) {
    for (const Translation& each : translations)
        if (each.language == language) return &each;
    return nullptr;
}

/// Of a department or a service.
template <class Named> void rename(Named& named, std::string_view language) {
    if (const Translation* found = translation(named.translations, language)) named.name = found->name;
}

} // namespace

Catalogue in_language(Catalogue catalogue, std::string_view language) {
    for (Department& department : catalogue.departments) {
        rename(department, language);
        for (ServiceGroup& group : department.groups) {
            const Translation* found = translation(group.translations, language);
            if (found != nullptr) group.name = found->name;
            if (found != nullptr && !found->description.empty()) group.description = found->description;
            for (Service& service : group.services) rename(service, language);
        }
    }
    return catalogue;
}

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

const Service* find_offered_service(const Catalogue& catalogue, std::string_view service_id) {
    const Service* service = find_service(catalogue, service_id);
    return service == nullptr || service->retired ? nullptr : service;
}

std::vector<Service> offered_services(const ServiceGroup& group) {
    std::vector<Service> offered;
    for (const Service& service : group.services)
        if (!service.retired) offered.push_back(service);
    return offered;
}

const ServiceGroup* find_group(const Catalogue& catalogue, std::string_view group_id) {
    for (const Department& department : catalogue.departments)
        for (const ServiceGroup& group : department.groups)
            if (group.id == group_id) return &group;
    return nullptr;
}

Message check_slug(std::string_view id) {
    const bool fits = id.size() >= 2 && id.size() <= max_id && id.front() != '-' && id.back() != '-' &&
                      std::all_of(id.begin(), id.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                      });
    if (fits) return {};
    return tr("An id consists of 2 to 64 small letters, digits and hyphens, such as digital-library.");
}

Message check_catalogue_name(std::string_view name) {
    return check_line(name, {tr("The name"), tr("Please give it a name."), max_catalogue_name});
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
