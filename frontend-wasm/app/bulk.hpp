#pragma once
// The tickets of a list that staff has chosen, what is to be done to all of them, and how far that is.

#include "common/bulk.hpp"
#include "frontend-wasm/app/reply_chooser.hpp"
#include "frontend-wasm/app/sending.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stu::app {

struct State;

struct Bulk {
    std::uint32_t visit = 0; ///< whose list they are chosen from; on any other visit none is
    std::vector<ChosenTicket> tickets;
    std::string last;        ///< number of the one that was pressed last: the other end of a range
    bool choosing = false;   ///< where a list has no room for boxes it is shown as boxes
    bool everything = false; ///< also what the list has on other pages
    /// How many a list has that does not tell it by itself, counted when its page was chosen; 0 = not known.
    std::int64_t counted = 0;

    BulkChange request; ///< as it is being entered; its tickets are filled in call by call
    bool asking = false;
    ReplyChooser chooser; ///< of a saved reply to all of them
    Sending sending;

    // While it is done, and after it, wherever its author is by then:
    BulkChange sent;                        ///< as it was asked for last
    bool failed = false;                    ///< and its answer was lost, or it was refused
    std::vector<ChosenTicket> to_send;      ///< what follows, but of `everything`
    std::vector<std::string> done;          ///< numbers that were sent as `sent`, for taking all of it back
    std::int64_t total = 0;                 ///< tickets that it is about
    BulkOutcome outcome;                    ///< of the calls so far
    std::variant<ListQueue, ListWork> list; ///< with the cursor of what follows, of `everything`
    bool whole = false;                     ///< it is about everything in `list`
    bool more = false;                      ///< something follows
    bool undoing = false;

    const ChosenTicket* find(std::string_view number) const;
};

/// The choice in the list that is shown; null where nothing is chosen there and no box is shown.
const Bulk* chosen_here(const State& state);
/// How many tickets are chosen in the list that is shown.
std::int64_t chosen_count(const State& state);

/// How many the list has that is shown, if that is known; 0 otherwise.
std::int64_t known_total(const State& state);

/// The page of the list that is shown; null where none is.
const TicketPage* page_shown(const State& state);
/// Those of the chosen tickets that can be merged into one of them, the oldest first, and those that are
/// closed last, into which nothing can be; none where it cannot be done.
std::vector<const TicketRow*> rows_to_merge(const State& state);

} // namespace stu::app
