#pragma once
#include "common/catalogue.hpp"
#include "common/language/message.hpp"

#include <string_view>

namespace stu::app {

/// Where a ticket is or goes: "Finance: Student Finance and Banking".
inline Message place_in_words(const Catalogue& catalogue, std::string_view service) {
    const Department* const department = department_of_service(catalogue, service);
    return tr("{department}: {service}",
              {{"department", department == nullptr ? std::string_view() : department->name},
               {"service", service_name(catalogue, service)}});
}

} // namespace stu::app
