#include "backend/store/tickets/saved_views.hpp"

#include "common/wire/json.hpp"

#include <utility>

namespace stu::store {

// Index saved_view_department, a range of it.
constexpr std::string_view select_shared = R"(
    SELECT id, name, shared, filter FROM saved_view WHERE department = $1 AND shared = 1 ORDER BY id)";
constexpr std::string_view select_own = R"(
    SELECT id, name, shared, filter FROM saved_view
    WHERE department = $1 AND shared = 0 AND author_id = $2 ORDER BY id)";

std::vector<SavedView> saved_views_of(Transaction& transaction, std::string_view department,
                                      std::string_view person) {
    std::vector<SavedView> views;
    const auto add_row = [&views](sql::Statement& row) {
        while (row.next()) {
            auto filter = wire::from_json<ListQueue>(row.view(3));
            if (!filter) continue; // of a later version, which knows filters that this one does not
            views.push_back({row.text(0), row.text(1), row.integer(2) != 0, std::move(filter.value())});
        }
    };
    add_row(*transaction.connection().query(select_shared, {department}));
    add_row(*transaction.connection().query(select_own, {department, person}));
    return views;
}

constexpr std::string_view insert_view = R"(
    INSERT INTO saved_view (id, department, author_id, shared, name, filter) VALUES ($1, $2, $3, $4, $5, $6))";

void insert_saved_view(Transaction& transaction, const SavedView& view, std::string_view author_id) {
    transaction.connection().run(insert_view,
                                 {view.id, view.filter.department, author_id, std::int64_t{view.shared},
                                  view.name, wire::to_json(view.filter)});
}

// Primary key.
constexpr std::string_view delete_view =
    "DELETE FROM saved_view WHERE id = $1 AND department = $2 AND (shared = 1 OR author_id = $3)";

bool delete_saved_view(Transaction& transaction, std::string_view department, std::string_view person,
                       std::string_view id) {
    return transaction.connection().run(delete_view, {id, department, person}) == 1;
}

} // namespace stu::store
