#pragma once
// "/", for whoever is signed in; visitors find nothing there that could change.

#include "common/views.hpp"
#include "frontend-wasm/app/loaded.hpp"

namespace stu::app::page {

struct Home {
    Live<stu::Home> loaded;
};

} // namespace stu::app::page
