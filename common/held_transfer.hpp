#pragma once
// A transfer that can still be taken back, as colleagues see it. Until it is due the ticket stays where it
// is.

#include <cstdint>
#include <string>

namespace stu {

struct HeldTransfer {
    std::string request_id;
    std::string author_id, author_name;
    std::string service; ///< id; where the ticket goes
    std::string reason;
    std::int64_t created_ms = 0, due_ms = 0; ///< Unix milliseconds; when it goes

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("author_id", self.author_id);
        f("author_name", self.author_name);
        f("service", self.service);
        f("reason", self.reason);
        f("created_ms", self.created_ms);
        f("due_ms", self.due_ms);
    }
};

} // namespace stu
