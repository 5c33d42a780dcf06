// Every component in its states, for developers and for the tests that look at them (docs/design.md).

#include "frontend-wasm/screens/parts.hpp"

#include <array>
#include <cstdio>
#include <string>

namespace stu::screens {

using namespace ui;

namespace {

template <class F> void section(const Words& title, F&& content) {
    card(card_padding(), [&] {
        heading(2, title, type::title);
        content();
    });
}

void colours() {
    const std::size_t columns = columns_of(characters(16), gap::m, 6);
    grid(columns, gap::m, count_of<Token>(), [&](std::size_t i) {
        const auto token = static_cast<Token>(i);
        const Rect at = place(0, 36);
        paint_box(at, token, Token::line_strong, radius::field);
        char ratio[16];
        std::snprintf(ratio, sizeof ratio, "%.1f", contrast(palette()[token], palette()[Token::surface]));
        text(verbatim_copy(std::string(name_of(token)) + " · " + ratio + ":1"), type::small.in(Token::muted));
    });
}

void type_scale() {
    constexpr std::array<std::pair<std::string_view, TextStyle>, 6> scale{{{"display", type::display},
                                                                           {"heading", type::heading},
                                                                           {"title", type::title},
                                                                           {"body", type::body},
                                                                           {"caption", type::caption},
                                                                           {"small", type::small}}};
    for (const auto& [name, style] : scale) {
        if (characters(fewest_characters) * style.size / type::body.size > available()) continue; // nor used
        text(verbatim_copy(std::string(name) + " " + std::to_string(static_cast<int>(style.size)) + "/" +
                           std::to_string(static_cast<int>(style.line))),
             style);
    }
    text(verbatim("العربية  ·  עברית  ·  हिन्दी  ·  ไทย  ·  日本語  ·  Żółć  ·  Ελληνικά  ·  🎓"));
}

void presses(app::page::Gallery& form) {
    for (const bool small : {false, true})
        keyed(static_cast<std::int64_t>(small), [&] {
            row(control_height(), gap::m, [&] {
                button(verbatim("Primary"), {.look = Look::primary, .small = small});
                button(verbatim("Plain"), {.small = small});
                button(verbatim("Quiet"), {.look = Look::quiet, .small = small});
                button(verbatim("With icon"), {.icon = Icon::plus, .small = small});
                button(verbatim("Disabled"), {.small = small, .disabled = true});
            });
        });
    row(control_height(), gap::m, [&] {
        link(verbatim("A link"), "/gallery", type::body.bold().in(Token::accent));
        pill_link(verbatim("Chosen filter"), "/gallery?chosen", true);
        pill_link(verbatim("Other filter"), "/gallery?other", false);
    });
    if (button(verbatim("Open a dialog"))) form.dialog = true;
    if (!form.dialog) return;
    if (!begin_dialog(verbatim("Dialog"), 440)) form.dialog = false;
    heading(2, verbatim("Dialog"), type::title);
    text(verbatim("What lies behind cannot be reached until it is closed. Escape closes it, too."));
    row(control_height(), gap::m, [&] {
        if (button(verbatim("Close it"), {.look = Look::primary})) form.dialog = false;
    });
    end_dialog();
}

void fields(app::page::Gallery& form) {
    begin_form(verbatim("Fields"));
    grid(columns_of(characters(30), gap::l, 2), gap::l, 6, [&](std::size_t i) {
        switch (i) {
        case 0:
            text_field({.label = verbatim("Text"), .hint = verbatim("A hint stands below.")}, form.words);
            break;
        case 1:
            email_field(
                {.label = verbatim("With an error"), .error = verbatim("Please write an e-mail address.")},
                form.mail);
            break;
        case 2: password_field({.label = verbatim("Password"), .autocomplete = "off"}, form.password); break;
        case 3:
            select({.label = verbatim("Select")}, {verbatim("First"), verbatim("Second"), verbatim("Third")},
                   form.chosen);
            break;
        case 4: date_field({.label = verbatim("Date")}, form.day); break;
        default: checkbox(verbatim("Checkbox"), form.ticked);
        }
    });
    text_area({.label = verbatim("Text area"), .spell_check = true, .rows = 3}, form.words);
    file_drop({.label = verbatim("Files")});
    progress_bar(verbatim("Progress"), 0.6f);
    end_form();
}

void statuses() {
    row(24, gap::s, [] {
        for (const Status status : all<Status>())
            keyed(static_cast<std::int64_t>(status), [&] { status_chip(status); });
    });
}

void rows_of_figures() {
    begin_table(
        verbatim("Table"),
        {{verbatim("Name"), 0},
         {verbatim("Value"), ColumnWidth(verbatim("Value"), figures_row_height).width(), Sorted::descending}},
        figures_row_height);
    for (std::size_t i = 0; i < 3; ++i) {
        begin_table_row(i);
        text_cell(verbatim_copy("Row " + std::to_string(i + 1)), type::body);
        text_cell(verbatim_copy(std::to_string(30 - 10 * i)), type::body);
        end_table_row();
    }
    end_table();
}

} // namespace

void gallery(View view, app::page::Gallery& page) {
    page_title(verbatim("Components"));
    section(verbatim("Colours"), colours);
    section(verbatim("Type"), type_scale);
    section(verbatim("Buttons and links"), [&] { presses(page); });
    section(verbatim("Fields"), [&] { fields(page); });
    section(verbatim("Statuses"), statuses);
    section(verbatim("Table"), rows_of_figures);
    section(verbatim("States"), [&] {
        loading(tr("what is asked for"));
        refusal(verbatim("A refusal that belongs to no field."));
        nothing_here(Icon::check, verbatim("Nothing here"),
                     verbatim("An empty list says what would stand in it."));
        failed(view, refuse(Code::internal, as_written("Something went wrong. Please try again.")));
    });
    link(verbatim("A table of 100,000 rows"), "/gallery/rows", type::body.bold().in(Token::accent));
}

void long_list(View) {
    constexpr std::size_t rows = 100'000;
    constexpr TextStyle number_style = type::caption.in(Token::muted);
    page_title(verbatim("100,000 rows"));
    card(0, [&] {
        const float
            number = ColumnWidth(verbatim("Number")).holds(verbatim("NUMBER-100000"), number_style).width(),
            status = ColumnWidth(verbatim("Status"))
                         .holds(status_chip_width(Status::awaiting_confirmation))
                         .width(),
            words = available() - characters(2 * fewest_characters);
        const bool with_number = words >= number + status, with_status = words >= status;
        std::vector<Column> columns{{verbatim("Ticket"), 0}};
        if (with_number) columns.push_back({verbatim("Number"), number});
        if (with_status) columns.push_back({verbatim("Status"), status});
        begin_table(verbatim("Rows"), columns, table_row_height, {1, static_cast<std::int64_t>(rows)});
        long_rows(rows, [&](std::size_t index) {
            begin_table_row(index);
            const std::string position = std::to_string(index + 1);
            row_link_cell(verbatim_copy("Ticket " + position), verbatim("Eduroam and Network Services"),
                          "/gallery/rows?row=" + position);
            if (with_number) text_cell(verbatim_copy("NUMBER-" + position), number_style);
            if (with_status) cell([&] { status_chip(static_cast<Status>(index % count_of<Status>())); });
            end_table_row();
        });
        end_table();
    });
}

} // namespace stu::screens
