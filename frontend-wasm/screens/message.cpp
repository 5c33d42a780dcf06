#include "frontend-wasm/screens/message.hpp"

#include "frontend-wasm/app/news.hpp"
#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/ui/paint.hpp"

#include <algorithm>
#include <utility>

namespace stu::screens {

using namespace ui;

namespace {

constexpr float toast_button_room = 64;
constexpr Marked toast_link = tr("Open it"), show_news = tr("Show"), undo_button = tr("Undo");
constexpr TextStyle toast_link_style{type::body.size, 44, true, Token::surface};

ShownMessage measured(app::Toast message, bool is_news, float page_width) {
    ShownMessage shown;
    const Words action = message.can_undo() ? undo_button : message.link.empty() ? show_news : toast_link;
    if (!message.link.empty() || message.can_undo() || is_news)
        shown.action_width = std::max(44.0f, text_width(action, toast_link_style) + 2 * gap::s);
    const float beside = gap::l + shown.action_width + (is_news ? gap::s : toast_button_room);
    shown.width = std::min(page_width - 2 * page_padding(),
                           text_width(Words(message.text), type::body) + gap::m + beside);
    shown.words_width = shown.width - beside;
    shown.words_height = paragraph(Words(message.text), type::body, shown.words_width).height;
    shown.height = std::max(52.0f, shown.words_height + 2 * gap::l);
    shown.is_news = is_news;
    shown.toast = std::move(message);
    return shown;
}

} // namespace

float ShownMessage::band() const { return height + 2 * gap::s; }

std::optional<ShownMessage> message_now(View view, float width) {
    const app::State& state = view.state;
    const std::optional<app::Toast>& own = state.toast;
    const bool own_first = own && (!own->good || view.world.now_ms() < app::own_message_until_ms(state));
    Message news = own_first ? Message() : app::news_text(state);
    if (!news.empty()) return measured({std::move(news)}, true, width);
    return own ? std::optional(measured(*own, false, width)) : std::nullopt;
}

/// The DOM draws it (style.css).
void show_message(View view, const ShownMessage& shown, const Rect& band) {
    const app::Toast& message = shown.toast;
    const bool is_news = shown.is_news;
    paint_line(band.x, band.y, band.right(), band.y, Token::line); // a clear end to what is cut off there
    const Rect at{band.x + (band.w - shown.width) / 2, band.y + (band.h - shown.height) / 2, shown.width,
                  shown.height};
    tree().open(tree().add(id_of("Message", NodeRole::region), NodeRole::region, at,
                           {.name = tr("Message"),
                            .attributes = is_news        ? "look=toast news"
                                          : message.good ? "look=toast"
                                                         : "look=toast bad"}));
    const Rect words{at.x + gap::l, at.y + (at.h - shown.words_height) / 2, shown.words_width,
                     shown.words_height};
    tree().add(id_of("message", NodeRole::text), NodeRole::text, words,
               {.name = message.text, .attributes = font_attribute(type::body.in(Token::surface))});
    const Rect action{words.right(), at.y + (at.h - 44) / 2, shown.action_width, 44};
    if (!message.link.empty())
        tree().add(id_of(toast_link.english(), NodeRole::link), NodeRole::link, action,
                   {.name = toast_link,
                    .attributes = "href=" + message.link + "\n" + font_attribute(toast_link_style)});
    const auto action_button = [&](Marked words) {
        const std::uint32_t id = id_of(words.english(), NodeRole::button);
        tree().add(id, NodeRole::button, action,
                   {.name = words, .attributes = font_attribute(toast_link_style)});
        return tree().take(id, ActionKind::click);
    };
    if (message.can_undo() && action_button(undo_button))
        view.out.push_back(message.undoes_bulk        ? app::Intent(app::intent::UndoBulk{})
                           : !message.unmerge.empty() ? app::intent::Unmerge{message.unmerge}
                                                      : app::Intent(app::intent::UndoAssignment{}));
    if (is_news) {
        if (action_button(show_news)) view.out.push_back(app::intent::ShowNews{});
    } else {
        const std::uint32_t id = id_of("Dismiss message", NodeRole::button);
        tree().add(id, NodeRole::button, {at.right() - 52, at.y + (at.h - 44) / 2, 44, 44},
                   {.name = tr("Dismiss message"), .attributes = "look=close"});
        if (tree().take(id, ActionKind::click)) view.out.push_back(app::intent::DismissToast{});
    }
    tree().close();
}

} // namespace stu::screens
