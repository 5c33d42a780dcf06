#include "backend/app/offered_service.hpp"

namespace stu::app {

Result<std::string> department_offering(const Catalogue& catalogue, std::string_view service,
                                        std::string_view language) {
    const Department* const department = department_of_service(catalogue, service);
    if (department == nullptr) return invalid("service", tr("Please choose one of the services."));
    if (find_offered_service(catalogue, service) == nullptr)
        return invalid("service", tr("“{service}” is not offered any more. Please choose another service.",
                                     {{"service", service_name(in_language(catalogue, language), service)}}));
    return department->id;
}

} // namespace stu::app
