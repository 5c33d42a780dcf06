#pragma once
// Checksums of tickets and events, against damage on disk: bytes that have changed without anybody changing
// them. SQLite finds that in its own structures and never in what it keeps for us. No defence against people:
// who can write the file can write the checksum.

#include "backend/store/engine/store.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// What is in the database is not what was written there.
class Damage : public std::runtime_error {
  public:
    /// `what`: "ticket 7QHD-20ZK".
    explicit Damage(const std::string& what) : std::runtime_error(what + " is damaged") {}
};

/// The first columns of a row. Which of them are numbers has to be known: each engine hands out other bytes
/// for one, and a row keeps its seal when it moves to another engine.
struct SealedColumns {
    int count;
    std::uint32_t numbers; ///< bit i: column i is one
    /// How many of the last came later than seals did. They count where they say something, so that rows of
    /// before them keep their seals.
    int added_later = 0;

    /// Where these and the seal stand in a row that has them in another order.
    using Places = std::array<std::uint8_t, 20>;
};

/// Of those columns of the row that `row` stands on.
std::int64_t seal_of(const sql::Statement& row, SealedColumns columns,
                     const SealedColumns::Places* places = nullptr);

/// The same of a row that is about to be written: its values in the order of the columns.
std::int64_t seal_of(sql::Values values, SealedColumns columns);

/// Whether the column behind those holds their seal, or none yet.
bool is_sound(const sql::Statement& row, SealedColumns columns,
              const SealedColumns::Places* places = nullptr);

/// Notes the seals of what was written. To be called after each change of such a row, in its transaction.
void seal_ticket(Transaction& transaction, std::string_view ticket_id);
void seal_event(Transaction& transaction, std::string_view ticket_id, std::int64_t sequence);
/// Likewise for everything of a person.
void seal_tickets_of(Transaction& transaction, std::string_view owner_id);
void seal_events_of(Transaction& transaction, std::string_view author_id);

/// Seals rows of before there were seals.
void seal_old_rows(Store& store);

/// Reads every ticket, event and PDF and names those that are damaged, and what SQLite says of its own
/// structures. `sha256` gives the hex form; `go_on` is asked before each row.
std::vector<std::string> find_damage(Store& store, const std::function<std::string(std::string_view)>& sha256,
                                     const std::function<bool()>& go_on);

} // namespace stu::store
