#pragma once
// "/tickets": all that a student has filed.

#include "common/views.hpp"
#include "frontend-wasm/app/loaded.hpp"

namespace stu::app::page {

struct Tickets {
    Live<TicketPage> loaded;
};

} // namespace stu::app::page
