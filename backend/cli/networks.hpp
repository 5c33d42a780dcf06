#pragma once
#include "backend/http/gate/address.hpp"
#include "common/result.hpp"

#include <string_view>
#include <vector>

namespace stu::cli {

/// Addresses and ranges between commas or spaces, as the setting `name` lists them. A range that is wider
/// than anybody's network is refused.
Result<std::vector<http::AddressRange>> networks_of(std::string_view name, std::string_view list);

} // namespace stu::cli
