#pragma once
// Pieces that several pages share.

#include "common/status.hpp"
#include "common/ticket.hpp"
#include "frontend-wasm/screens/screens.hpp"
#include "frontend-wasm/ui/field.hpp"
#include "frontend-wasm/ui/frame.hpp"
#include "frontend-wasm/ui/press.hpp"
#include "frontend-wasm/ui/table.hpp"
#include "frontend-wasm/ui/text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stu::screens {

struct Tone {
    ui::Token ink, soft;
};
Tone tone_of(Status status);
void status_chip(Status status);
float status_chip_width(Status status);
/// That the student has answered, for staff in lists.
void answered_chip();
float answered_chip_width();
/// How urgent it is, for staff.
void priority_chip(Priority priority);
float priority_chip_width(Priority priority);
/// One choice of several that are links.
struct Pill {
    ui::Words words;
    std::string href;
    bool current = false;
};
/// `name` says what they choose.
void pill_links(Marked name, const std::vector<Pill>& pills);

/// What stands beside a ticket: its status, or that its student has withdrawn it.
void ticket_chip(Status status, bool withdrawn);
float ticket_chip_width(Status status, bool withdrawn);

/// Of the one `<h1>` of a page.
inline ui::TextStyle title_style() {
    return ui::tiny() ? ui::type::title : ui::narrow() ? ui::TextStyle{20, 28, true} : ui::type::heading;
}
/// Room between the edge of a box within a card and what is in it.
inline float box_padding() { return ui::tiny() ? ui::gap::s : ui::gap::m; }
void page_title(const ui::Words& title);
/// As above with actions at its right, or below it where they would leave too little of it.
template <class F> void page_title(const ui::Words& title, float actions_width, F&& actions) {
    if (ui::text_width(title, title_style()) + ui::gap::xl + actions_width > ui::available()) {
        page_title(title);
        ui::row(ui::control_height(), ui::gap::m, actions);
        return;
    }
    ui::begin_row(ui::control_height(), ui::gap::m);
    ui::heading(1, title, title_style());
    ui::flush_right(actions_width);
    actions();
    ui::end_row();
    if (!ui::narrow()) ui::space(ui::gap::s);
}

/// "Whose turn" in words and colour, and under it, where that is what matters, what staff wrote.
void turn_banner(const WhoseTurn& turn, Tone tone, const ui::Words& words);

/// "Department    IT": a name and its value in one line; nothing when there is no value. For `detail_list`.
void detail_line(const ui::Words& name, const ui::Words& value);
template <class F> void detail_list(F&& lines) {
    ui::node("Details", ui::NodeRole::details, [&] { ui::stack(ui::gap::s, lines); });
}

/// A refusal that belongs to no field.
void refusal(const ui::Words& sentence);
/// Above the submit button: what is wrong with the form and stands at none of its fields. Whatever is refused
/// can be read, also where the form does not show the field that it is about.
void refusals(const std::vector<FieldError>& errors);
void refusals(const app::Sending& sending);

/// The fields in which a student says what a ticket is about; `hint` stands below the second.
void subject_and_message(std::string& subject, std::string& message, const std::vector<FieldError>& errors,
                         const ui::Words& hint);

/// Shown while something loads, when it could not be loaded, and when there is nothing.
void loading(Marked what);
void failed(View view, const Error& error);
void nothing_here(ui::Icon icon, const ui::Words& title, const ui::Words& sentence);

/// Draws `content(value)` once there is a value; loading and failure otherwise.
template <class T, class F>
void when_loaded(View view, const app::Loaded<T>& loaded, Marked what, F&& content) {
    if (loaded.value)
        content(*loaded.value);
    else if (loaded.error)
        failed(view, *loaded.error);
    else
        loading(what);
}

/// What a list of tickets says beside the subject.
enum class ListFor : std::uint8_t { student, staff };

/// How a list is sorted, and where it stands in the whole.
struct ListPlace {
    enum class By : std::uint8_t { opened, change, wait };
    By by = By::opened;
    bool newest_first = true;
    ui::Extent extent = {};

    Marked name() const; ///< of the moment that it is sorted by
    ui::Sorted sorted() const { return newest_first ? ui::Sorted::descending : ui::Sorted::ascending; }
    /// Whether the moment is when the ticket is due, as promised.
    bool says_due(const TicketRow& ticket) const;
    /// Of a ticket that staff owes nothing, the last change stands for the wait.
    std::int64_t moment(const TicketRow& ticket) const;
    Message moment_in_words(View view, const TicketRow& ticket) const;
};
ListPlace place_of(const TicketPage& page, QueueOrder order = QueueOrder::newest_first);
/// What is due first.
ListPlace place_by_wait(const TicketPage& page);
/// A table, rows of two lines, or cards: whichever can be read in the width that is left.
void ticket_list(View view, const ui::Words& name, const std::vector<TicketRow>& rows, ListFor reader,
                 const ListPlace& place = {});
/// Whether it is cards, which stand by themselves where a table stands in a card.
bool ticket_list_is_cards(View view, const std::vector<TicketRow>& rows, ListFor reader,
                          const ListPlace& place = {});
/// "1–50 of 128" with the neighbouring pages; `route` is the list's address without cursors.
void pager(const TicketPage& page, const app::Route& route);

/// What the site asks of forms that anybody may send: nothing, a word about the proof of work, or a checkbox.
void captcha_entry(View view, const std::vector<FieldError>& errors);

/// In place of a form that could not be sent: what happens to `what`, with the ways out.
void waits_for_connection(View view, app::FileFor form, const app::Sending& sending, Marked what,
                          app::Intent send);

/// The languages by name, at the end of a visitor's pages.
void language_links(View view);
/// Language, theme and size of text, applied as soon as they are chosen.
void appearance_card(View view);

/// Chosen files with progress, and the drop zone.
void file_editor(View view, app::FileFor form, const std::vector<app::FileDraft>& files,
                 const ui::Words& error);
/// Its pieces, for a form that has them in other places.
void attach(View view, app::FileFor form, const std::vector<ui::PickedFile>& picked);
Message files_label();
void file_list(View view, app::FileFor form, const std::vector<app::FileDraft>& files);

/// The department of the address, where the reader works there; nothing otherwise.
const Department* own_department(View view);

/// The narrow card in the middle that sign-in and registration use.
inline constexpr float form_card_width = 440;
template <class F> void form_card(F&& content) {
    const float width = ui::available() < form_card_width ? ui::available() : form_card_width;
    const float x = ui::cursor_x() + (ui::available() - width) / 2;
    ui::begin_column(x, ui::cursor_y() + (ui::narrow() ? 0 : ui::gap::xl), width, ui::gap::l);
    ui::card(ui::narrow() ? ui::card_padding() : ui::gap::xxl, content);
    const float height = ui::end_column();
    ui::place(0, height + ui::gap::xl);
}

} // namespace stu::screens
