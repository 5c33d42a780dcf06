#pragma once
// Lists that the staff of departments comes back to.

#include "backend/store/engine/store.hpp"
#include "common/saved_view.hpp"

#include <string_view>
#include <vector>

namespace stu::store {

/// What `person` sees of the department's: those that all see, then their own. Nothing is counted.
std::vector<SavedView> saved_views_of(Transaction& transaction, std::string_view department,
                                      std::string_view person);

void insert_saved_view(Transaction& transaction, const SavedView& view, std::string_view author_id);

/// False when there is no such view of the department that `person` sees.
bool delete_saved_view(Transaction& transaction, std::string_view department, std::string_view person,
                       std::string_view id);

} // namespace stu::store
