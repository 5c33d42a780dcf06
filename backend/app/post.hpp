#pragma once
#include "backend/app/context.hpp"
#include "backend/app/mail.hpp"

namespace stu::app {

/// Puts a mail into the outbox as part of `transaction`. Call `services.mail_queued()` after the commit.
void post(store::Transaction& transaction, const Context& context, const Mail& mail);

} // namespace stu::app
