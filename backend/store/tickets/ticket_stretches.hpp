#pragma once
// Upkeep of all tickets, some thousand after the other; private to store/.

#include "backend/store/engine/store.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace stu::store {

/// The tickets whose ids lie beyond `after`, up to `last`.
struct TicketStretch {
    std::string after = {}, last = {};
};

/// Calls `work(stretch)` until all tickets were in one, each of `at_once` tickets: so no question takes long,
/// however many there are.
template <class Work> void each_stretch(Store& store, Work work, std::int64_t at_once = 5'000) {
    // Primary key.
    constexpr std::string_view select_last =
        "SELECT MAX(id) FROM (SELECT id FROM ticket WHERE id > $1 ORDER BY id LIMIT $2) AS stretch";
    for (TicketStretch stretch;; stretch.after = std::move(stretch.last)) {
        stretch.last = store.read([&](Transaction& transaction) {
            const auto row = transaction.connection().query(select_last, {stretch.after, at_once});
            return row->next() ? row->text(0) : std::string();
        });
        if (stretch.last.empty()) return;
        work(std::as_const(stretch));
    }
}

} // namespace stu::store
