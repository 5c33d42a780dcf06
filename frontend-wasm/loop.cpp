#include "frontend-wasm/loop.hpp"

#include "common/language/languages.hpp"
#include "common/language/render.hpp"
#include "frontend-wasm/app/drafts.hpp"
#include "frontend-wasm/app/errors.hpp"
#include "frontend-wasm/app/find_part.hpp"
#include "frontend-wasm/app/handing_over.hpp"
#include "frontend-wasm/app/news.hpp"
#include "frontend-wasm/app/presence.hpp"
#include "frontend-wasm/screens/screens.hpp"
#include "frontend-wasm/ui/pane.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace stu {

Loop::Drawn Loop::frame(ui::Input input, const ui::Palette& palette) {
    settle();
    input.from_right = from_right_;
    platform_.forget_shown_times();
    ui::begin_frame(input, palette, catalog_);
    screens::draw(state_, platform_, waiting_);
    const bool changed = ui::end_frame();
    const bool happened_more = settle();
    const bool again = app::take_back_errors(state_, platform_) || happened_more;
    app::keep_drafts(state_, platform_);
    for (app::Effect& effect : app::tell_presence(state_, platform_)) perform(std::move(effect));
    for (app::Effect& effect : app::ask_when_due(state_, platform_)) perform(std::move(effect));
    return {changed, again, rest_ms()};
}

std::int64_t Loop::rest_ms() const {
    constexpr std::int64_t least_rest_ms = 15'000;
    const std::int64_t now = platform_.now_ms(), next = platform_.next_change_ms();
    if (const std::int64_t due = state_.finder.due_ms; due != 0) return std::max<std::int64_t>(due - now, 1);
    const std::int64_t rest = next == 0 ? 0 : std::max(next - now, least_rest_ms);
    const std::int64_t until_news = app::own_message_until_ms(state_) - now;
    if (until_news <= 0 || app::news_text(state_).empty()) return rest;
    return rest == 0 ? until_news : std::min(rest, until_news);
}

bool Loop::settle() {
    bool any = false;
    while (!waiting_.empty()) {
        any = true;
        for (app::Intent& intent : std::exchange(waiting_, {})) {
            app::Effects effects;
            app::update(state_, std::move(intent), platform_, effects);
            // Before the calls that this led to, and after those of the person before.
            platform_.belongs_to(state_.owner);
            for (app::Effect& effect : effects) perform(std::move(effect));
        }
    }
    return any;
}

void Loop::speak(app::effect::Speak& effect) {
    catalog_ = std::move(effect.catalog);
    const Language* language = find_language(effect.code);
    from_right_ = language->direction == "rtl";
    platform_.show_language(language->code, language->direction);
    if (!title_.empty()) platform_.set_title(render(title_, catalog_));
}

void Loop::perform(app::Effect wanted) {
    std::visit(
        [this](auto& effect) {
            using E = std::decay_t<decltype(effect)>;
            if constexpr (std::is_same_v<E, app::effect::Call>)
                platform_.call(effect.endpoint, std::move(effect.body), effect.unasked,
                               [this, reply = std::move(effect.reply)](const app::RawReply& raw) {
                                   happened(reply(raw));
                               });
            else if constexpr (std::is_same_v<E, app::effect::KeepTelling>)
                platform_.keep_telling(effect.call.endpoint, std::move(effect.call.body),
                                       [this, reply = std::move(effect.call.reply)](
                                           const app::RawReply& raw) { happened(reply(raw)); });
            else if constexpr (std::is_same_v<E, app::effect::Upload>)
                platform_.upload(effect.handle, effect.name);
            else if constexpr (std::is_same_v<E, app::effect::CancelUpload>)
                platform_.cancel_upload(effect.handle);
            else if constexpr (std::is_same_v<E, app::effect::StopUpload>)
                platform_.stop_upload(effect.handle);
            else if constexpr (std::is_same_v<E, app::effect::AwaitConnection>)
                platform_.await_connection();
            else if constexpr (std::is_same_v<E, app::effect::SolveChallenge>)
                platform_.solve(effect.challenge.challenge, effect.challenge.bits);
            else if constexpr (std::is_same_v<E, app::effect::LoadStaffPart>) {
                app::hand_toast_over(state_, platform_);
                platform_.load_staff_part();
            } else if constexpr (std::is_same_v<E, app::effect::PushUrl>)
                platform_.push_url(effect.url);
            else if constexpr (std::is_same_v<E, app::effect::ReplaceUrl>)
                platform_.replace_url(effect.url);
            else if constexpr (std::is_same_v<E, app::effect::UseAppearance>)
                platform_.use_appearance(effect.appearance);
            else if constexpr (std::is_same_v<E, app::effect::SetTitle>)
                platform_.set_title(render(title_ = std::move(effect.title), catalog_));
            else if constexpr (std::is_same_v<E, app::effect::LoadLanguage>)
                platform_.load_language(effect.catalog);
            else if constexpr (std::is_same_v<E, app::effect::KeepLanguage>)
                platform_.keep_language(effect.code);
            else if constexpr (std::is_same_v<E, app::effect::Speak>)
                speak(effect);
            else if constexpr (std::is_same_v<E, app::effect::SetWaiting>)
                platform_.set_waiting(effect.count);
            else if constexpr (std::is_same_v<E, app::effect::Announce>)
                platform_.announce(render(effect.text, catalog_), effect.urgent);
            else if constexpr (std::is_same_v<E, app::effect::FocusHeading>)
                ui::request_focus(ui::Focus::heading);
            else if constexpr (std::is_same_v<E, app::effect::FocusAnswer>)
                ui::request_focus(ui::Focus::answer);
            else if constexpr (std::is_same_v<E, app::effect::FocusFirstError>)
                ui::request_focus(ui::Focus::first_error);
            else if constexpr (std::is_same_v<E, app::effect::ShowNewest>)
                ui::show_newest();
            else
                ui::scroll_to(0);
        },
        wanted);
}

} // namespace stu
