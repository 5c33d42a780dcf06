#pragma once
// What staff does to many tickets at once. Each ticket is changed by the rules for one; those that cannot be
// changed stay as they are, and the answer says which and why.

#include "common/response.hpp"
#include "common/tags.hpp"
#include "common/transfer.hpp"
#include "common/views.hpp"
#include "common/work.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace stu {

/// In one call. More are sent in several.
inline constexpr std::size_t max_tickets_at_once = 500;

/// A ticket as its row was on the screen.
struct ChosenTicket {
    std::string number;
    std::int64_t updated_ms = 0; ///< when it had been changed last
    std::string assignee;        ///< who did it: user id; empty = nobody

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("updated_ms", self.updated_ms);
        f("assignee", self.assignee);
    }
};

ChosenTicket chosen(const TicketRow& row);

enum class BulkDeed : std::uint8_t {
    assign,     ///< to `assignee`
    prioritise, ///< as `priority` says
    tag,        ///< with `add`, without `remove`
    respond,  ///< `remark`, with each ticket's values for its variables (saved_reply.hpp), and `status` where
              ///< one is chosen; sent as a response is, after its time
    transfer, ///< to `service`, because of `reason`; made as a transfer is, after its time
    merge,    ///< each into the ticket `into`
};

template <> struct EnumNames<BulkDeed> {
    static constexpr std::array<std::string_view, 6> values{"assign",  "prioritise", "tag",
                                                            "respond", "transfer",   "merge"};
};

struct BulkChange {
    std::string request_id; ///< as in NewTicket: what an earlier attempt has done is not done again
    std::vector<ChosenTicket> tickets;
    /// Further tickets that other calls change in the same way: so that all can still be taken back when the
    /// last one has been.
    std::int64_t to_come = 0;
    BulkDeed deed = BulkDeed::assign;
    std::string assignee = {}; ///< user id; empty = nobody
    Priority priority = Priority::normal;
    std::vector<std::string> add = {}, remove = {}; ///< names of tags
    std::vector<Status> status = {};                ///< at most one; none = each keeps its own
    std::string remark = {}, duplicate_of = {};     ///< as in StatusChange
    std::string service = {}, reason = {};          ///< as in TicketTransfer
    std::string into = {};                          ///< as in TicketMerge

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("tickets", self.tickets);
        f("to_come", self.to_come);
        f("deed", self.deed);
        f("assignee", self.assignee);
        f("priority", self.priority);
        f("add", self.add);
        f("remove", self.remove);
        f("status", self.status);
        f("remark", self.remark);
        f("duplicate_of", self.duplicate_of);
        f("service", self.service);
        f("reason", self.reason);
        f("into", self.into);
    }
};
std::vector<FieldError> validate(const BulkChange& request);

/// Takes back what that change has done to these tickets.
struct BulkUndo {
    std::string request_id;
    std::vector<std::string> numbers;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("numbers", self.numbers);
    }
};
std::vector<FieldError> validate(const BulkUndo& request);

/// A ticket that stays as it is.
struct LeftTicket {
    std::string number;
    Message why;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("why", self.why);
    }
};

struct BulkOutcome {
    std::int64_t changed = 0; ///< tickets that are now as they should be, also those that were so already
    std::vector<LeftTicket> left;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("changed", self.changed);
        f("left", self.left);
    }
};

/// What came of a further part of it.
void take_in(BulkOutcome& whole, BulkOutcome part);

/// What a list has, whatever its page shows: the next tickets, at most max_tickets_at_once.
struct ListedTickets {
    std::vector<ChosenTicket> tickets;
    std::string older; ///< cursor for those that follow; empty = there are none

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("tickets", self.tickets);
        f("older", self.older);
    }
};

/// What is asked of one of the tickets, in the terms of the rules for one. Precondition: `deed` is that.
StaffResponse response_to(const BulkChange& change, const Ticket& ticket, const ChosenTicket& seen);
TicketTransfer transfer_of(const BulkChange& change, const Ticket& ticket, const ChosenTicket& seen);

} // namespace stu
