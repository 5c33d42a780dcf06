#pragma once
// The lists of the workbench: in the address, and by name.

#include "common/views.hpp"
#include "frontend-wasm/app/route.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stu::app {

/// "My turn"
Marked work_title(WorkList list);
/// "Answered"
Marked wait_name(WaitKind kind);

Route work_route(WorkList list, WaitKind kind = WaitKind::any);
ListWork work_request(const Route& route);

} // namespace stu::app
