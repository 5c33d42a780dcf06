#pragma once
// Who of staff watches which tickets.

#include "backend/store/engine/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// User ids of all who have begun to watch the ticket, or one that is merged into it, and not stopped, also
/// of those who may not read it any more.
std::vector<std::string> watchers_of(Transaction& transaction, std::string_view ticket_id);

/// True when that was not so before. To be stored with the event that says so.
bool set_watching(Transaction& transaction, std::string_view ticket_id, std::string_view user_id,
                  bool watching);

/// Of somebody who leaves.
void forget_watches_of(Transaction& transaction, std::string_view user_id);

} // namespace stu::store
