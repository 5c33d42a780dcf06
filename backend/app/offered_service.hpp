#pragma once
// Whether a ticket can go to a service.

#include "common/catalogue.hpp"
#include "common/result.hpp"

#include <string>
#include <string_view>

namespace stu::app {

/// The department of `service`: id. invalid "service": there is no such service, or it is not offered any
/// more, in the words of `language`.
Result<std::string> department_offering(const Catalogue& catalogue, std::string_view service,
                                        std::string_view language);

} // namespace stu::app
