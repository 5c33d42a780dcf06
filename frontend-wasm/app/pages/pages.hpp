#pragma once
// What belongs to a page lives as long as the page: no other page can see it, and whoever comes back begins
// anew.

#include "frontend-wasm/app/pages/analytics.hpp"
#include "frontend-wasm/app/pages/check_mail.hpp"
#include "frontend-wasm/app/pages/confirm_email.hpp"
#include "frontend-wasm/app/pages/file_for_student.hpp"
#include "frontend-wasm/app/pages/followed.hpp"
#include "frontend-wasm/app/pages/forgot_password.hpp"
#include "frontend-wasm/app/pages/gallery.hpp"
#include "frontend-wasm/app/pages/home.hpp"
#include "frontend-wasm/app/pages/new_ticket.hpp"
#include "frontend-wasm/app/pages/queue.hpp"
#include "frontend-wasm/app/pages/register_staff.hpp"
#include "frontend-wasm/app/pages/register_student.hpp"
#include "frontend-wasm/app/pages/reset_password.hpp"
#include "frontend-wasm/app/pages/saved_replies.hpp"
#include "frontend-wasm/app/pages/settings.hpp"
#include "frontend-wasm/app/pages/sign_in.hpp"
#include "frontend-wasm/app/pages/ticket.hpp"
#include "frontend-wasm/app/pages/tickets.hpp"
#include "frontend-wasm/app/pages/track.hpp"
#include "frontend-wasm/app/pages/work.hpp"

#include <variant>

namespace stu::app {

/// Of the pages that have anything of their own; the others are the first alternative.
using PageState = std::variant<std::monostate, page::Home, page::SignIn, page::RegisterStudent,
                               page::RegisterStaff, page::CheckMail, page::NewTicket, page::Tickets,
                               page::Ticket, page::Track, page::Queue, page::Analytics, page::ForgotPassword,
                               page::ResetPassword, page::ConfirmEmail, page::Settings, page::Followed,
                               page::Gallery, page::Work, page::SavedReplies, page::FileForStudent>;

} // namespace stu::app
