#pragma once
// "/work/<list>": what waits for whoever looks, what is nobody's, what is theirs.

#include "common/views.hpp"
#include "frontend-wasm/app/loaded.hpp"

namespace stu::app::page {

struct Work {
    Live<WorkPage> loaded;
};

} // namespace stu::app::page
