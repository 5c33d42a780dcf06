#pragma once
// What staff sends to a student: words, another status, or both. For a few seconds its author can take it
// back; until then it is no change of the ticket, and the student does not see that there is anything.

#include "common/attachment.hpp"
#include "common/event.hpp"
#include "common/result.hpp"
#include "common/ticket.hpp"
#include "common/time_spans.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace stu {

/// For how long a response can be taken back, where the desk has not decided otherwise. When that is over it
/// is sent.
inline constexpr std::int64_t usual_undo_ms = 10 * second_ms;

/// As StatusChange, and with files.
struct StaffResponse {
    std::string request_id; ///< as in NewTicket; one that was taken back is sent again under another one
    std::string number;
    std::int64_t version = 0; ///< the version that was on the screen
    Status to = Status::under_consideration;
    std::string remark;
    std::string duplicate_of;
    std::vector<std::string> attachments; ///< ids returned by attachments.put

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("number", self.number);
        f("version", self.version);
        f("to", self.to);
        f("remark", self.remark);
        f("duplicate_of", self.duplicate_of);
        f("attachments", self.attachments);
    }
};
/// Shape and length; `change_status` decides the rest.
std::vector<FieldError> validate(const StaffResponse& request);

/// The change that it asks for.
StatusChange status_change(const StaffResponse& response);

/// Takes a response back, or a transfer.
struct ResponseUndo {
    std::string number;
    std::string request_id; ///< of what is taken back

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("request_id", self.request_id);
    }
};
std::vector<FieldError> validate(const ResponseUndo& request);

/// A response that waits, as colleagues see it.
struct HeldResponse {
    std::string request_id;
    std::string author_id, author_name;
    std::int64_t version = 0;                            ///< of the ticket that it answers
    Status from = Status::pending, to = Status::pending; ///< the same where it is words alone
    std::string text;                                    ///< as it will stand in the history
    std::string duplicate_of;                            ///< number of the other ticket, with to == duplicate
    std::vector<Attachment> files;                       ///< that come with it
    std::int64_t created_ms = 0, due_ms = 0;             ///< Unix milliseconds; when it is sent

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("author_id", self.author_id);
        f("author_name", self.author_name);
        f("version", self.version);
        f("from", self.from);
        f("to", self.to);
        f("text", self.text);
        f("duplicate_of", self.duplicate_of);
        f("files", self.files);
        f("created_ms", self.created_ms);
        f("due_ms", self.due_ms);
    }
};

/// Sends it: `change_status`, as if its author did it now. Where the ticket has been changed meanwhile the
/// words are sent all the same, but another status is not set, unless the ticket has got it by itself: its
/// author has not seen what it would be the answer to. The error says why nothing can be sent; then `ticket`
/// is untouched.
Result<TicketEvent> send_response(Ticket& ticket, const HeldResponse& held, std::int64_t now_ms);

/// What colleagues find of a response that the student never gets: `kind` is `undone` or `unsent`. It changes
/// nothing about the ticket; the store numbers it.
TicketEvent withheld_event(const HeldResponse& held, EventKind kind, std::int64_t now_ms);

} // namespace stu
