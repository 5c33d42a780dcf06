#pragma once
// What was done here, or by others meanwhile, in a line that goes or is dismissed.

#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/screens/screens.hpp"
#include "frontend-wasm/ui/frame.hpp"

#include <optional>

namespace stu::screens {

struct ShownMessage {
    app::Toast toast;
    bool is_news = false;
    float width = 0, height = 0, words_width = 0, words_height = 0, action_width = 0;

    /// The height of what it takes for itself: it covers nothing that somebody may be reading or writing.
    float band() const;
};

/// The message of this moment, for a band as wide as this.
std::optional<ShownMessage> message_now(View view, float width);

/// In the middle of its band.
void show_message(View view, const ShownMessage& message, const ui::Rect& band);

} // namespace stu::screens
