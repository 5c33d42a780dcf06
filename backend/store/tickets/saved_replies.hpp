#pragma once
// What the staff of departments has saved to be sent often.

#include "backend/store/engine/store.hpp"
#include "common/saved_reply.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// All of these departments, by department and title.
std::vector<SavedReply> saved_replies_of(Transaction& transaction,
                                         const std::vector<std::string>& departments);

std::optional<SavedReply> find_saved_reply(Transaction& transaction, std::string_view id);

/// The id of the department's reply with this title, in whatever case; empty = there is none.
std::string saved_reply_titled(Transaction& transaction, std::string_view department, std::string_view title);

/// How many a department has besides the one with that id, and how many code points stand in them.
struct SavedAmount {
    std::int64_t replies = 0, length = 0;
};
SavedAmount saved_besides(Transaction& transaction, std::string_view department, std::string_view id);

/// In place of the one with its id, if there is one. Throws Trouble (conflict) when another one of the
/// department has that title: look first, in the same transaction.
void store_saved_reply(Transaction& transaction, const SavedReply& reply, std::string_view author_id);

void delete_saved_reply(Transaction& transaction, std::string_view id);

} // namespace stu::store
