#pragma once
// "/replies": what the reader's departments have saved to be sent often, and the form to change it.

#include "common/saved_reply.hpp"
#include "frontend-wasm/app/loaded.hpp"
#include "frontend-wasm/app/sending.hpp"

#include <optional>

namespace stu::app::page {

struct SavedReplies {
    Loaded<stu::SavedReplies> loaded;
    SavedReplyChange request; ///< what is being written
    Sending sending;
    bool writing = false;   ///< the form is shown
    bool overtaken = false; ///< somebody else has changed what is being written; both are shown
    std::optional<SavedReplyRemoval> removing; ///< whether it is meant
    bool busy = false;                         ///< it is being removed
};

} // namespace stu::app::page
