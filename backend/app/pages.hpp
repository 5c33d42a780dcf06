#pragma once
// Cutting pages out of a list.

#include "backend/store/tickets/ticket_lists.hpp"
#include "common/bulk.hpp"
#include "common/result.hpp"
#include "common/views.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::app {

/// A row that has been seen, and where it stood: what a page begins after or ends before.
struct Cursor {
    std::string id;            ///< empty = the very beginning
    std::int64_t position = 0; ///< counted from 1
    std::int64_t place_ms = 0; ///< what the list was sorted by then

    /// Opaque to everybody else.
    std::string text() const { return id + "." + std::to_string(position) + "." + std::to_string(place_ms); }
};

/// Reads at most `stretch.limit` rows, in the order of the list.
using ReadStretch = std::function<std::vector<store::ListedTicket>(const store::Stretch&)>;

/// What such a text says. invalid `field`: a cursor that we never gave out.
Result<Cursor> read_cursor(std::string_view text, std::string_view field);

/// The page after (`older_than`) or before (`newer_than`) a cursor, or the first one. invalid: a cursor that
/// we never gave out.
Result<TicketPage> cut_page(std::string_view older_than, std::string_view newer_than, std::int64_t total,
                            const ReadStretch& read);

/// What follows `older_than` of a list that is changed as a whole. invalid: as above.
Result<ListedTickets> cut_to_change(std::string_view older_than, const ReadStretch& read);

} // namespace stu::app
