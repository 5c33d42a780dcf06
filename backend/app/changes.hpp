#pragma once
// What the edge may hear of committed transactions. Listeners are added to `Services::store.listeners()`.

#include "backend/store/changes.hpp"

namespace stu::app {

using store::Changes;
using store::Listener;
using store::Listeners;
using store::TicketChanged;

} // namespace stu::app
