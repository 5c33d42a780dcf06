#pragma once
// "/tickets/<number>": the conversation, and the forms beside it.

#include "common/linking.hpp"
#include "common/presence.hpp"
#include "common/response.hpp"
#include "common/saved_reply.hpp"
#include "common/tags.hpp"
#include "common/transfer.hpp"
#include "common/views.hpp"
#include "common/work.hpp"
#include "frontend-wasm/app/loaded.hpp"
#include "frontend-wasm/app/message_forms.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stu::app {

/// How far the events of a ticket had been seen: the highest and the lowest sequence (internal ones are
/// negative).
struct Overtaken {
    std::int64_t version = 0, internal = 0;
};

} // namespace stu::app

namespace stu::app::page {

struct Ticket {
    Live<TicketView> loaded;
    std::int64_t shown_since_ms = 0; ///< 0 = it has not come yet
    AnswerForm answer; ///< goes aside with what it says when the page is left while it waits (waiting.hpp)
    struct ReviewForm {
        StaffResponse request;
        std::string draft;  ///< the words that were here when the page was opened
        StaffResponse sent; ///< last; the same again is a repeat, anything else a change of its own
        std::vector<FileDraft> files;
        std::optional<Status> seen; ///< the status of the ticket that `request.to` was chosen beside
        Sending sending;
        bool then_next = false; ///< once it is sent, the next ticket of the list follows
        /// What was known when somebody else was faster; then what is new since stands beside one's own
        /// words.
        std::optional<Overtaken> overtaken;

        bool touched() const { return !request.remark.empty() || !files.empty(); }
    } review;
    struct NoteForm {
        TicketNote request;
        std::string draft; ///< as above
        std::string sent;  ///< the text that is on its way
        Sending sending;
        bool then_next = false; ///< as above
        std::size_t caret = 0;  ///< where in the text somebody typed last, bytes
    } note;
    ReplyChooser chooser;
    struct Presence {
        std::string page; ///< this one's own id; empty until colleagues are told of it
        std::vector<PresentColleague> others;
    } presence;          ///< of staff on the ticket
    bool noting = false; ///< a note is being written, not a reply; each keeps its own words
    struct WorkForm {
        bool busy = false; ///< who does it, or what was sent being taken back, is on its way
        Assignment undo;   ///< of the assignment that is on its way; without a number where that undoes one
        bool prioritising = false;
        bool watching = false; ///< to begin or to stop is on its way
        /// Chosen and not applied yet: arrow keys wander through a select (WCAG 3.2.2).
        std::optional<std::string> assignee;
        std::optional<Priority> priority;
    } work;
    struct TransferForm {
        TicketTransfer request;
        Sending sending;
        bool open = false;
    } transfer;
    struct TagForm {
        std::string typed;
        TagChange request; ///< what is on its way, or was refused
        Sending sending;
    } tags;
    struct Related {
        std::string typed;      ///< number of another ticket
        TicketLink request;     ///< what is on its way, or was refused
        SimilarTickets similar; ///< came with the page
        bool asked = false;     ///< for those
        Sending sending;
    } related;
    Overtaken seen; ///< what the server knows to have been seen
    /// Up to which version it had been read before the page was opened; what others did since is new there.
    std::optional<std::int64_t> read_before;
    struct EditForm {
        TicketEdit request;
        Sending sending;
        bool open = false;
    } edit;
    struct WithdrawalForm {
        TicketWithdrawal request;
        Sending sending;
        bool asking = false; ///< whether it is meant
    } withdrawal;
    struct ReopeningForm {
        TicketReopening request;
        Sending sending;
    } reopening;
    std::string shown_pdf;           ///< id of the attachment that stands beside the ticket
    std::set<std::int64_t> unfolded; ///< events whose earlier words are shown
};

} // namespace stu::app::page
