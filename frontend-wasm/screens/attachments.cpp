// Files of a ticket: looked at beside it where there is room, in a tab of their own elsewhere.

#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/screens/ticket_parts.hpp"
#include "frontend-wasm/ui/pane.hpp"

#include <algorithm>
#include <string>

namespace stu::screens {

using namespace ui;

namespace {

std::string view_address(const Attachment& file) { return "/api/attachments.view?id=" + file.id; }

/// Beside the ticket where there is room and the browser can, in a tab of its own elsewhere.
bool shows_pdf_here(View view) {
    return view.world.shows_pdf() && page_width() >= 2 * characters(readable_characters) + gap::xl;
}

} // namespace

void attachment_line(View view, const app::page::Ticket& page, const Attachment& file) {
    keyed(std::string_view(file.id), [&] {
        const bool here = shows_pdf_here(view), shown = page.shown_pdf == file.id;
        begin_surface(box_padding(), Token::surface, Token::line, radius::field);
        const Words view_name = tr("View {file}", {{"file", file.file_name}}),
                    download_name = tr("Download {file}", {{"file", file.file_name}});
        const PressStyle view_style{.small = true,
                                    .new_tab = !here,
                                    .fold = !here   ? PressStyle::Fold::none
                                            : shown ? PressStyle::Fold::unfolded
                                                    : PressStyle::Fold::folded,
                                    .name = view_name},
            download_style{.small = true, .name = download_name};
        const float actions =
            press_width(tr("View"), view_style) + press_width(tr("Download"), download_style) + gap::s;
        const float icon_room = tiny() ? 0 : 18 + gap::m, beside = available() - icon_room - actions - gap::m;
        const bool fits = beside >= characters(2 * fewest_characters);
        const auto words = [&](float width) {
            if (!tiny()) icon(Icon::clip, 18, Token::muted);
            begin_column(cursor_x(), cursor_y() + 1, width, 0);
            text_line(verbatim(file.file_name), type::caption.bold(), width);
            text(size_text(file.bytes), type::small.in(Token::faint));
            end_column();
        };
        const auto press = [&] {
            if (!here)
                link_button(tr("View"), view_address(file), view_style);
            else if (button(tr("View"), view_style))
                view.out.push_back(app::intent::ShowPdf{shown ? "" : file.id});
            link_button(tr("Download"), "/api/attachments.download?id=" + file.id, download_style);
        };
        if (fits) {
            row(40, gap::m, [&] {
                words(beside);
                flush_right(actions);
                begin_row(40, gap::s);
                press();
                end_row();
            });
        } else {
            stack(gap::s, [&] {
                row(38, gap::m, [&] { words(available() - icon_room); });
                row(small_height(), gap::s, press);
            });
        }
        end_surface();
    });
}

const Attachment* shown_pdf(View view, const app::page::Ticket& page, const TicketView& whole) {
    if (shows_pdf_here(view))
        for (const TicketAttachment& attachment : whole.attachments)
            if (attachment.file.id == page.shown_pdf) return &attachment.file;
    return nullptr;
}

void pdf_card(View view, const Attachment& file) {
    card(card_padding(), [&] {
        row(small_height(), gap::m, [&] {
            const PressStyle style{.small = true};
            begin_column(cursor_x(), cursor_y() + (small_height() - type::title.line) / 2,
                         available() - press_width(tr("Close"), style) - gap::m, 0);
            heading(2, verbatim(file.file_name), type::title);
            end_column();
            flush_right(press_width(tr("Close"), style));
            if (button(tr("Close"), style)) view.out.push_back(app::intent::ShowPdf{});
        });
        pdf_view(tr("PDF: {file}", {{"file", file.file_name}}), view_address(file),
                 std::max(320.0f, viewport_height() - 200));
    });
}

} // namespace stu::screens
