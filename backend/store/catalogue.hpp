#pragma once
// Departments, groups and services as they stand in the database.

#include "backend/store/store.hpp"
#include "common/catalogue.hpp"

namespace stu::store {

/// All of it, in the order of the page: some twenty rows.
Catalogue load_catalogue(Transaction& transaction);

} // namespace stu::store
