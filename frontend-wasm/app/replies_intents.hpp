#pragma once
// What staff does with saved replies, and with what it could not send.

#include <string>

namespace stu::app::intent {

/// What could not be sent, because somebody else was faster, is not to be sent at all.
struct DiscardResponse {};

// Beside a ticket.
struct OpenReplies {}; ///< to choose one
struct CloseReplies {};
struct InsertReply {
    std::string id; ///< empty = the first that is shown
};

// On their own page.
struct WriteReply {
    std::string id; ///< empty = a new one
};
struct StopWritingReply {};
struct SubmitReply {};
struct AskToRemoveReply {
    std::string id;
};
struct KeepReply {};
struct SubmitReplyRemoval {};

} // namespace stu::app::intent
