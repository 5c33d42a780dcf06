#pragma once
// Tickets that repeat others, and what becomes of them when the other one ends.

#include "backend/app/context.hpp"
#include "common/catalogue.hpp"
#include "common/ticket.hpp"

#include <optional>
#include <string_view>

namespace stu::app {

/// Why a ticket cannot become a duplicate of the one with this number: there is none that `actor` may read,
/// or `check_original` says so.
std::optional<Error> original_refusal(store::Transaction& transaction, const Actor& actor,
                                      std::string_view number);

/// Call after each change that may have ended `original` (status, withdrawal). Its duplicates go back to the
/// queue and their students are told, where it ended unsolved; where it repeats another ticket now, so do
/// they.
void look_after_duplicates(store::Transaction& transaction, const Context& context,
                           const Catalogue& catalogue, const Ticket& original);

} // namespace stu::app
