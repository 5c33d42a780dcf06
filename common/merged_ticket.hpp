#pragma once
// What a ticket says that was merged into another one, beside what that one says itself.

#include "common/attachment.hpp"
#include "common/event.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace stu {

/// An attachment and the event it came with.
struct TicketAttachment {
    Attachment file;
    std::int64_t event = 1; ///< TicketEvent::sequence

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("file", self.file);
        f("event", self.event);
    }
};

/// A ticket that was merged into another one: what stands in its history besides that one's own.
struct MergedTicket {
    std::string number, subject, message;
    std::int64_t merged_ms = 0;
    std::vector<TicketEvent> events; ///< oldest first; their sequences are its own
    std::vector<TicketAttachment> attachments;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("subject", self.subject);
        f("message", self.message);
        f("merged_ms", self.merged_ms);
        f("events", self.events);
        f("attachments", self.attachments);
    }
};

} // namespace stu
