#pragma once
#include "backend/store/engine/store.hpp"

#include <functional>
#include <string>
#include <vector>

namespace stu::cli {

/// What in `store` is not as it was written, by name. `go_on` is asked often.
std::vector<std::string> damage_in(store::Store& store, const std::function<bool()>& go_on);

} // namespace stu::cli
