#pragma once
// The tags of departments, and which tickets have them.

#include "backend/store/engine/store.hpp"
#include "common/ticket.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// The names of all tags that tickets of the department have, by name; at most max_tags_of_department.
std::vector<std::string> tags_in(Transaction& transaction, std::string_view department);

/// The id of a tag by its name; empty where no ticket of the department has it.
std::string tag_called(Transaction& transaction, std::string_view department, std::string_view name);

/// After each change of what ticket_tag keeps of a ticket for its indexes: status, last change, wait,
/// assignee, priority.
void follow_ticket(Transaction& transaction, std::string_view ticket_id);

/// Makes good what servers of the version before, which do not follow, have left. Reads all of ticket_tag.
void mend_tagged(Store& store);

/// What a change of tags came to. Where `too_many_here` or `too_many_tags` is set, the transaction has to be
/// undone.
struct TagsChanged {
    std::vector<std::string> added, removed; ///< names; only what was not so before
    bool too_many_here = false;              ///< the ticket would have more than max_tags_of_ticket
    bool too_many_tags = false;              ///< its department would have more than max_tags_of_department
};

/// Adds and removes tags of the ticket's department by name. `new_id` names a tag that nobody had used.
TagsChanged change_tags(Transaction& transaction, const Ticket& ticket, const std::vector<std::string>& add,
                        const std::vector<std::string>& remove, const std::function<std::string()>& new_id);

/// Of a ticket that comes from another department: it keeps what has a name there. Returns the names of what
/// it loses.
std::vector<std::string> leave_foreign_tags(Transaction& transaction, const Ticket& ticket);

/// The names as the row of a ticket has them.
std::vector<std::string> tags_of_row(std::string_view lines);

} // namespace stu::store
