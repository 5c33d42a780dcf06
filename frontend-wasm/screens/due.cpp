#include "frontend-wasm/screens/due.hpp"

namespace stu::screens {

using namespace ui;

namespace {
constexpr Marked late_words = tr("Late"), soon_words = tr("Due soon");
}

Message due_in_words(View view, const Due& due) {
    const std::int64_t now_ms = view.world.now_ms();
    const Message time = view.world.span_until(due.at_ms);
    if (due.is_late(now_ms)) return tr("Late by {time}", {{"time", time}});
    const bool answer = due.what == DueFor::answer;
    if (due.is_soon(now_ms))
        return answer ? tr("Answer due soon: {time}", {{"time", time}})
                      : tr("Due soon: {time}", {{"time", time}});
    return answer ? tr("Answer due in {time}", {{"time", time}}) : tr("Due in {time}", {{"time", time}});
}

TextStyle due_style(View view, const Due& due, TextStyle usual) {
    if (due.is_late(view.world.now_ms())) return usual.bold().in(Token::no);
    return due.is_soon(view.world.now_ms()) ? usual.bold().in(Token::wait) : usual;
}

void due_chip(View view, const Due& due) {
    if (due.is_late(view.world.now_ms())) return chip(late_words, Token::no, Token::no_soft);
    if (due.is_soon(view.world.now_ms())) chip(soon_words, Token::wait, Token::wait_soft);
}

float due_chip_width(View view, const Due& due) {
    if (due.is_late(view.world.now_ms())) return chip_width(late_words);
    return due.is_soon(view.world.now_ms()) ? chip_width(soon_words) : 0;
}

Message with_due(View view, const Due& due, Message sentence) {
    if (!is_promised(due) && !due.is_late(view.world.now_ms())) return sentence;
    return tr("{sentence} {due}.", {{"sentence", sentence}, {"due", due_in_words(view, due)}});
}

} // namespace stu::screens
