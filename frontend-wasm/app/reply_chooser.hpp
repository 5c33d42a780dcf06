#pragma once
// Choosing a saved reply, for one ticket or for many.

#include "common/saved_reply.hpp"
#include "frontend-wasm/app/loaded.hpp"

#include <string>

namespace stu::app {

struct ReplyChooser {
    bool open = false;
    std::string wanted; ///< typed to find one
    Loaded<stu::SavedReplies> replies;
};

} // namespace stu::app
