#pragma once
// The app in motion: what happened goes through update(), the page is drawn, and what update() asked for is
// done.

#include "frontend-wasm/app/update.hpp"
#include "frontend-wasm/platform/platform.hpp"
#include "frontend-wasm/ui/frame.hpp"

namespace stu {

class Loop {
  public:
    /// `platform` outlives the loop.
    explicit Loop(platform::Platform& platform) : platform_(platform) {}

    /// Something happened outside: a reply, a link, the back button. Handled at the next frame.
    void happened(app::Intent intent) { waiting_.push_back(std::move(intent)); }

    struct Drawn {
        bool tree_changed = false;
        bool again = false; ///< something happened while drawing: draw once more
        /// Until a word about time that is shown would be another one; 0 = never. Not at once, lest a long
        /// list of new tickets keeps the page busy: a word may be late by some seconds.
        std::int64_t rest_ms = 0;
    };
    /// One frame. Call only between ui::start and ui::stop.
    Drawn frame(ui::Input input, const ui::Palette& palette);

    const app::State& state() const { return state_; }

  private:
    bool settle();
    std::int64_t rest_ms() const;
    void perform(app::Effect effect);
    void speak(app::effect::Speak& effect);

    platform::Platform& platform_;
    app::State state_;
    app::Intents waiting_;
    Catalog catalog_; ///< of the language that is shown
    bool from_right_ = false;
    Message title_; ///< of the page, to be said in another language
};

} // namespace stu
