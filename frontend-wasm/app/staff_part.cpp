#include "frontend-wasm/app/staff_part.hpp"

#include "frontend-wasm/app/state.hpp"

namespace stu::app {
namespace {

/// Of the pages that anybody can open those that nobody comes to by using the desk.
bool is_for_developers(Page page) { return page == Page::gallery || page == Page::long_list; }

} // namespace

bool lacks_staff_part(const State& state) {
    if (has_staff_part()) return false;
    const bool staff = state.user() && state.user()->role != stu::Role::student;
    return staff || is_for_developers(state.route.page);
}

} // namespace stu::app
