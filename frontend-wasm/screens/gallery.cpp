// Every component in its states, for developers and for the tests that look at them (docs/design.md).

#include "frontend-wasm/screens/parts.hpp"

#include <array>
#include <cstdio>
#include <string>

namespace stu::screens {

using namespace ui;

namespace {

template <class F> void section(std::string_view title, F&& content) {
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
        text(std::string(name_of(token)) + " · " + ratio + ":1", type::small.in(Token::muted));
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
        text(std::string(name) + " " + std::to_string(static_cast<int>(style.size)) + "/" +
                 std::to_string(static_cast<int>(style.line)),
             style);
    }
    text("العربية  ·  עברית  ·  हिन्दी  ·  ไทย  ·  日本語  ·  Żółć  ·  Ελληνικά  ·  🎓");
}

void presses(View view) {
    app::GalleryForm& form = view.state.gallery;
    for (const bool small : {false, true})
        keyed(static_cast<std::int64_t>(small), [&] {
            row(control_height(), gap::m, [&] {
                button("Primary", {.look = Look::primary, .small = small});
                button("Plain", {.small = small});
                button("Quiet", {.look = Look::quiet, .small = small});
                button("With icon", {.icon = Icon::plus, .small = small});
                button("Disabled", {.small = small, .disabled = true});
            });
        });
    row(control_height(), gap::m, [&] {
        link("A link", "/gallery", type::body.bold().in(Token::accent));
        pill_link("Chosen filter", "/gallery?chosen", true);
        pill_link("Other filter", "/gallery?other", false);
    });
    if (button("Open a dialog")) form.dialog = true;
    if (!form.dialog) return;
    if (!begin_dialog("Dialog", 440)) form.dialog = false;
    heading(2, "Dialog", type::title);
    text("What lies behind cannot be reached until it is closed. Escape closes it, too.");
    row(control_height(), gap::m, [&] {
        if (button("Close it", {.look = Look::primary})) form.dialog = false;
    });
    end_dialog();
}

void fields(View view) {
    app::GalleryForm& form = view.state.gallery;
    begin_form("Fields");
    grid(columns_of(characters(30), gap::l, 2), gap::l, 6, [&](std::size_t i) {
        switch (i) {
        case 0: text_field({.label = "Text", .hint = "A hint stands below."}, form.words); break;
        case 1:
            email_field({.label = "With an error", .error = "Please write an e-mail address."}, form.mail);
            break;
        case 2: password_field({.label = "Password", .autocomplete = "off"}, form.password); break;
        case 3: select({.label = "Select"}, {"First", "Second", "Third"}, form.chosen); break;
        case 4: date_field({.label = "Date"}, form.day); break;
        default: checkbox("Checkbox", form.ticked);
        }
    });
    text_area({.label = "Text area", .spell_check = true, .rows = 3}, form.words);
    file_drop({.label = "Files"});
    progress_bar("Progress", 0.6f);
    end_form();
}

void statuses() {
    row(24, gap::s, [] {
        for (std::size_t i = 0; i < count_of<Status>(); ++i)
            keyed(static_cast<std::int64_t>(i), [&] { status_chip(static_cast<Status>(i)); });
    });
}

void rows_of_figures() {
    begin_table(
        "Table",
        {{"Name", 0}, {"Value", ColumnWidth("Value", figures_row_height).width(), Sorted::descending}},
        figures_row_height);
    for (std::size_t i = 0; i < 3; ++i) {
        begin_table_row(i);
        text_cell("Row " + std::to_string(i + 1), type::body);
        text_cell(std::to_string(30 - 10 * i), type::body);
        end_table_row();
    }
    end_table();
}

} // namespace

void gallery(View view) {
    page_title("Components");
    section("Colours", colours);
    section("Type", type_scale);
    section("Buttons and links", [&] { presses(view); });
    section("Fields", [&] { fields(view); });
    section("Statuses", statuses);
    section("Table", rows_of_figures);
    section("States", [&] {
        loading("what is asked for");
        refusal("A refusal that belongs to no field.");
        nothing_here(Icon::check, "Nothing here", "An empty list says what would stand in it.");
        failed(view, refuse(Code::internal, "Something went wrong. Please try again."));
    });
    link("A table of 100,000 rows", "/gallery/rows", type::body.bold().in(Token::accent));
}

void long_list(View) {
    constexpr std::size_t rows = 100'000;
    constexpr TextStyle number_style = type::caption.in(Token::muted);
    page_title("100,000 rows");
    card(0, [&] {
        const float number = ColumnWidth("Number").holds("NUMBER-100000", number_style).width(),
                    status =
                        ColumnWidth("Status").holds(status_chip_width(Status::awaiting_confirmation)).width(),
                    words = available() - characters(2 * fewest_characters);
        const bool with_number = words >= number + status, with_status = words >= status;
        std::vector<Column> columns{{"Ticket", 0}};
        if (with_number) columns.push_back({"Number", number});
        if (with_status) columns.push_back({"Status", status});
        begin_table("Rows", columns, table_row_height, {1, static_cast<std::int64_t>(rows)});
        long_rows(rows, [&](std::size_t index) {
            begin_table_row(index);
            const std::string position = std::to_string(index + 1);
            row_link_cell("Ticket " + position, "Eduroam and Network Services",
                          "/gallery/rows?row=" + position);
            if (with_number) text_cell("NUMBER-" + position, number_style);
            if (with_status) cell([&] { status_chip(static_cast<Status>(index % count_of<Status>())); });
            end_table_row();
        });
        end_table();
    });
}

} // namespace stu::screens
