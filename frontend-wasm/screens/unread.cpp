#include "frontend-wasm/screens/unread.hpp"

#include "frontend-wasm/app/overtaken.hpp"
#include "frontend-wasm/ui/frame.hpp"
#include "frontend-wasm/ui/paint.hpp"
#include "frontend-wasm/ui/text.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

const TicketEvent* unread_event(View view, const app::page::Ticket& page, const TicketView& whole) {
    if (!page.read_before) return nullptr;
    const std::string& self = view.state.user()->id;
    const bool called = std::find(whole.watchers.begin(), whole.watchers.end(), self) != whole.watchers.end();
    return app::first_unread(whole, *page.read_before, self, called);
}

void new_since() {
    const TextStyle style = type::small.bold().in(Token::accent);
    row(20, gap::s, [&] {
        text(tr("New since you were here"), style);
        const float y = cursor_y() + 10;
        paint_line(cursor_x(), y, cursor_x() + available(), y, Token::accent);
    });
}

} // namespace stu::screens
