#pragma once
// "/track": a ticket is looked for by its number.

#include "common/views.hpp"
#include "frontend-wasm/app/sending.hpp"

namespace stu::app::page {

struct Track {
    TicketByNumber request;
    Sending sending;
};

} // namespace stu::app::page
