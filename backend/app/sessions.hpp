#pragma once
// Opening sessions: at sign-in, and anew when the password changes.

#include "backend/app/context.hpp"
#include "common/views.hpp"

namespace stu::app {

/// Starts a session for `user` in the asking browser and ends the one that it had, whose token never becomes
/// the new one's (session fixation). `remember` keeps it on the device.
void open_session(store::Transaction& transaction, Context& context, const User& user, bool remember);

/// Makes the asking browser known to `user`: strangers who fail to sign in then no longer lock it out.
void know_browser(store::Transaction& transaction, Context& context, const User& user);

/// What the app needs to know of `user` and the desk.
Session session_of(store::Transaction& transaction, const Context& context, User user);

/// The actor's open tickets, or the open tickets of the departments whose staff they are.
std::int64_t open_tickets(store::Transaction& transaction, const Actor& actor);

} // namespace stu::app
