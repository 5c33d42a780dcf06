#include "backend/store/tickets/ticket_lists.hpp"

#include "backend/store/tickets/given_values.hpp"
#include "backend/store/tickets/ticket_rows.hpp"

namespace stu::store {
namespace {

/// Greater than every UUID, which begins with a hex digit.
constexpr std::string_view after_every_id = "g";

std::string_view anchor_of(const Stretch& stretch) {
    return stretch.anchor.empty() ? after_every_id : std::string_view(stretch.anchor);
}

} // namespace

#define IS_ITS_OWN " AND merged_into = ''"

// Index ticket_owner, a range of it in index order.
constexpr std::string_view select_own_older =
    "SELECT " LISTED_COLUMNS " FROM ticket WHERE owner_id = $1 AND id < $2" IS_ITS_OWN
    " ORDER BY id DESC LIMIT $3";
constexpr std::string_view select_own_newer =
    "SELECT " LISTED_COLUMNS " FROM ticket WHERE owner_id = $1 AND id > $2" IS_ITS_OWN
    " ORDER BY id LIMIT $3";

std::vector<ListedTicket> own_tickets(Transaction& transaction, std::string_view owner_id,
                                      const Stretch& stretch) {
    const bool older = stretch.direction == Stretch::Direction::onwards;
    const auto rows = transaction.connection().query(older ? select_own_older : select_own_newer,
                                                     {owner_id, anchor_of(stretch), stretch.limit});
    return in_list_order(rows_of(*rows), stretch);
}

std::vector<ListedTicket> own_tickets_of(Transaction& transaction, std::string_view owner_id,
                                         const std::vector<std::string>& departments, std::int64_t limit) {
    if (departments.empty()) return {};
    GivenValues values;
    const std::string owner = values.add(owner_id), in = values.add_all(departments),
                      most = values.add(limit);
    // Index ticket_owner, in index order until there are enough.
    return rows_of(*transaction.connection().query(
        "SELECT " LISTED_COLUMNS " FROM ticket WHERE owner_id = " + owner + " AND department IN (" + in +
            ")" IS_ITS_OWN " ORDER BY id DESC LIMIT " + most,
        values));
}

// Index ticket_owner_status; sorts the owner's tickets of one status, which are few.
constexpr std::string_view select_own_in =
    "SELECT " LISTED_COLUMNS
    " FROM ticket WHERE owner_id = $1 AND status = $2 AND withdrawn_ms = 0 ORDER BY updated_ms, id LIMIT $3";

std::vector<ListedTicket> own_tickets_in(Transaction& transaction, std::string_view owner_id, Status status,
                                         std::int64_t limit) {
    return rows_of(*transaction.connection().query(select_own_in, {owner_id, name_of(status), limit}));
}

// Index ticket_owner_status; looks at each of the owner's tickets, which are few.
constexpr std::string_view count_own = R"(
    SELECT status, COUNT(*) FROM ticket WHERE owner_id = $1 AND withdrawn_ms = 0 GROUP BY status)";

std::vector<StatusCount> own_counts(Transaction& transaction, std::string_view owner_id) {
    std::vector<StatusCount> counts;
    const auto row = transaction.connection().query(count_own, {owner_id});
    while (row->next()) counts.push_back({stored_enum<Status>(row->view(0)), row->integer(1)});
    return counts;
}

// Index ticket_owner, which covers it.
constexpr std::string_view count_all_own = "SELECT COUNT(*) FROM ticket WHERE owner_id = $1" IS_ITS_OWN;

std::int64_t own_total(Transaction& transaction, std::string_view owner_id) {
    const auto row = transaction.connection().query(count_all_own, {owner_id});
    return row->next() ? row->integer(0) : 0;
}

} // namespace stu::store
