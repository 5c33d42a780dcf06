#pragma once
// What a student writes to a department: a new ticket or an answer, with files. Both are drafts (drafts.hpp).

#include "common/ticket.hpp"
#include "frontend-wasm/app/sending.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace stu::app {

/// A chosen file on its way to the server. Its bytes stay in the browser under `handle`.
struct FileDraft {
    std::uint32_t handle = 0;
    std::string name;
    std::int64_t bytes = 0;
    float fraction = 0;     ///< sent so far, 0 to 1
    std::string attachment; ///< id once the server has it
    Message error;          ///< sentence; the file is not sent
    bool may_retry = false; ///< the file is fine, only sending it failed
    bool waiting = false;   ///< for a connection; then it is sent by itself
    bool picture = false;   ///< the browser makes a PDF of it first, which has another name and size

    bool uploading() const { return attachment.empty() && error.empty(); }
};

struct NewTicketForm {
    NewTicket request;
    std::vector<FileDraft> files;
    Sending sending;

    bool touched() const { return !request.subject.empty() || !request.message.empty() || !files.empty(); }
};

struct AnswerForm {
    Answer request;
    std::string sent; ///< the message that is on its way
    std::vector<FileDraft> files;
    Sending sending;

    bool touched() const { return !request.message.empty() || !files.empty(); }
};

} // namespace stu::app
