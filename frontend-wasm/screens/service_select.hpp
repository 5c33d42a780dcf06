#pragma once
// Where staff says to which service a ticket goes: any that is offered, of whatever department.

#include "frontend-wasm/screens/screens.hpp"
#include "frontend-wasm/ui/field.hpp"

#include <string>
#include <string_view>

namespace stu::screens {

/// `service` is an id; empty = none is chosen yet. Those of `first`, a department, come first; `left_out` is
/// not among them. Returns the words of what is chosen: "IT: Wi-Fi", or nothing.
Message service_select(View view, const ui::Field& field, std::string& service, std::string_view first = {},
                       std::string_view left_out = {});

} // namespace stu::screens
