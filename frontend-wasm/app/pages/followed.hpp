#pragma once
// "/track/<number>": how a ticket stands, for whoever has the link of a mail.

#include "common/views.hpp"
#include "frontend-wasm/app/loaded.hpp"

namespace stu::app::page {

struct Followed {
    TrackTicket link;
    Loaded<TrackedTicket> loaded;
};

} // namespace stu::app::page
