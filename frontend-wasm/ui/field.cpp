#include "frontend-wasm/ui/field.hpp"

#include "frontend-wasm/ui/combobox.hpp"
#include "frontend-wasm/ui/context.hpp"
#include "frontend-wasm/ui/paint.hpp"
#include "frontend-wasm/ui/press.hpp"
#include "frontend-wasm/ui/text.hpp"

#include <algorithm>
#include <charconv>

namespace stu::ui {
namespace {

/// 16 px on touch screens: iOS zooms the page into smaller fields.
TextStyle field_text() { return touch() ? TextStyle{16, 24} : type::body; }

constexpr TextStyle field_label = type::caption.bold();
constexpr float below_label = 6;

std::string dom_id(std::uint32_t id) { return "n" + std::to_string(id); }

void label_above(const Words& words, std::uint32_t field) {
    const Paragraph lines = paragraph(words, field_label, available());
    const Rect at = place(std::min(text_width(words, field_label), available()), lines.height);
    paint_paragraph(at, lines, field_label);
    tree().add(id_of(words, NodeRole::label), NodeRole::label, at,
               {.name = words,
                .attributes = "for=" + dom_id(field) + "\n" + font_attribute(field_label) +
                              (lines.one_line(field_label) ? "\nlook=single" : ""),
                .flags = lines.shaped ? node_flag::shaped : 0u});
    space(below_label);
}

/// Label above, error or hint below, linked to the field for assistive technology.
/// `frame` places and paints the field and adds its node with the given attributes and flags.
template <class F> void around(const Field& field, std::uint32_t id, F&& frame) {
    stack(0, [&] {
        if (!field.bare) label_above(field.label, id);
        const Words note = field.error.empty() ? field.hint : field.error;
        const std::uint32_t note_id = id_of("note of " + std::string(field.label.id()), NodeRole::text);
        std::string attributes = font_attribute(field_text());
        std::string describing = note.empty() ? std::string() : dom_id(note_id);
        if (field.described_by != 0) describing += (note.empty() ? "" : " ") + dom_id(field.described_by);
        if (!describing.empty()) attributes += "\ndescribedby=" + describing;
        if (!field.autocomplete.empty()) attributes += "\nautocomplete=" + std::string(field.autocomplete);
        if (!field.input_mode.empty()) attributes += "\ninputmode=" + std::string(field.input_mode);
        if (field.bare) attributes += "\nbare="; // the label of a moment ago may still be there
        if (field.shortcut != 0) attributes += "\nshortcut=" + key_name(field.shortcut);
        attributes += field.spell_check ? "\nspellcheck=true" : "\nspellcheck=false";

        std::uint32_t flags = field.required ? node_flag::required : 0;
        if (field.is_answer && wants_focus(Focus::answer)) flags |= node_flag::focus;
        if (!field.error.empty()) {
            context().said.emplace_back(field.error.text());
            flags |= node_flag::invalid;
            if (wants_focus(Focus::first_error)) flags |= node_flag::focus;
        }
        frame(attributes, flags);

        if (!note.empty()) {
            space(5);
            const TextStyle style =
                field.error.empty() ? type::small.in(Token::faint) : type::small.bold().in(Token::no);
            const Paragraph lines = paragraph(note, style, available());
            const Rect at = place(0, lines.height);
            paint_paragraph(at, lines, style);
            tree().add(note_id, NodeRole::text, at,
                       {.name = note,
                        .attributes = font_attribute(style),
                        .flags = lines.shaped ? node_flag::shaped : 0u});
        }
    });
}

void paint_field(const Rect& at, std::string_view shown, bool invalid) {
    // The DOM field draws itself; behind a dialog it is hidden, so that it cannot cover the dialog, and shows
    // here.
    if (!behind_dialog()) return;
    paint_box(at, Token::surface, invalid ? Token::no : Token::line_strong, radius::field);
    paint_text(at.x + gap::m, at.y + (control_height() - field_text().line) / 2, shown, field_text(),
               at.w - 2 * gap::m);
}

/// Takes over what was typed; true when it differs.
bool take_value(std::uint32_t id, std::string& value) {
    bool changed = false;
    while (auto action = tree().take(id, ActionKind::value)) {
        changed = changed || action->text != value;
        value = std::move(action->text);
    }
    return changed;
}

std::uint32_t typed_id(const Field& field, NodeRole role) {
    return id_of(field.key.empty() ? field.label.id() : field.key, role);
}

/// What a phone's keyboard writes on its Enter key, and which letters it makes capital by itself.
std::string keyboard_attributes(const Field& field, NodeRole role) {
    const bool literal = role == NodeRole::email_field || role == NodeRole::password_field;
    const std::string_view capitals = literal                        ? "none"
                                      : field.autocomplete == "name" ? "words"
                                      : field.spell_check            ? "sentences"
                                                                     : "none";
    // Enter sends the form from every field but a text area, where it begins a line.
    return std::string("\nenterkeyhint=") + (role == NodeRole::text_area ? "enter" : "send") +
           "\nautocapitalize=" + std::string(capitals);
}

bool typed_field(const Field& field, NodeRole role, float height, std::string& value) {
    const std::uint32_t id = typed_id(field, role);
    const bool changed = take_value(id, value);
    around(field, id, [&](const std::string& attributes, std::uint32_t flags) {
        const Rect at = place(0, height);
        item_hovered(id, at);
        paint_field(at, value, !field.error.empty());
        tree().add(id, role, at,
                   {.name = field.label,
                    .value = value,
                    .attributes = attributes + keyboard_attributes(field, role),
                    .flags = flags});
    });
    return changed;
}

} // namespace

float label_width(const Words& label) { return text_width(label, field_label); }
float search_field_width(const Words& name) {
    constexpr float edges = 2 * 13, browsers_own = 24; // the cross that empties it
    return text_width(name, field_text()) + edges + browsers_own;
}
float label_height() { return field_label.line + below_label; }
float date_field_width() { return field_text().size * 10; }

bool begin_form(const Words& name) {
    const std::uint32_t id = id_of(name, NodeRole::form);
    context().said.clear();
    begin_node(name.id(), NodeRole::form, {.name = name});
    push_key(name);
    return tree().take(id, ActionKind::submit).has_value();
}
void end_form() {
    pop_key();
    end_node();
}

bool not_said_yet(const Words& sentence) {
    std::vector<std::string>& said = context().said;
    if (std::find(said.begin(), said.end(), sentence.text()) != said.end()) return false;
    said.emplace_back(sentence.text());
    return true;
}

bool text_field(const Field& field, std::string& value) {
    return typed_field(field, NodeRole::text_field, control_height(), value);
}
bool email_field(const Field& field, std::string& value) {
    return typed_field(field, NodeRole::email_field, control_height(), value);
}
bool password_field(const Field& field, std::string& value) {
    const std::uint32_t id = typed_id(field, NodeRole::password_field);
    const bool changed = take_value(id, value);
    Context& c = context();
    around(field, id, [&](const std::string& attributes, std::uint32_t flags) {
        const bool was_shown = c.shown_password == id;
        const Words show = tr("Show"), hide = tr("Hide"), words = was_shown ? hide : show;
        const std::initializer_list<Given> which{{"field", field.label.text()}};
        const PressStyle style{.name = was_shown ? tr("Hide {field}", which) : tr("Show {field}", which)};
        const float width = std::max(press_width(show, style), press_width(hide, style));
        row(control_height(), gap::s, [&] {
            const float beside = available() - width - gap::s;
            const bool fits = beside >= characters(fewest_characters) + 2 * gap::m;
            const Rect at = place(fits ? beside : available(), control_height());
            item_hovered(id, at);
            paint_field(at, was_shown ? value : std::string(value.size(), '*'), !field.error.empty());
            tree().add(id, NodeRole::password_field, at,
                       {.name = field.label,
                        .value = value,
                        .attributes = attributes + keyboard_attributes(field, NodeRole::password_field) +
                                      (was_shown ? "\nshown=1" : ""),
                        .flags = flags});
            push_key(field.label);
            if (button(words, style)) c.shown_password = was_shown ? 0 : id;
            pop_key();
        });
        if (c.shown_password == id) c.shown_password_drawn = true;
    });
    return changed;
}
bool text_area(const Field& field, std::string& value) {
    const float height = field_text().line * static_cast<float>(std::max(field.rows, 3)) + 2 * 10;
    return typed_field(field, NodeRole::text_area, height, value);
}

bool date_field(const Field& field, std::string& value) {
    return typed_field(field, NodeRole::date_field, control_height(), value);
}
namespace {
/// `more` attributes than all fields have in which somebody looks for something.
bool sought_field(const Words& name, NodeRole role, float width, std::string_view more, std::string& value) {
    const std::uint32_t id = id_of(name, role);
    const bool changed = take_value(id, value);
    const Rect at = place(width, control_height());
    item_hovered(id, at);
    paint_field(at, value.empty() ? name.text() : std::string_view(value), false);
    const std::string attributes =
        font_attribute(field_text()) + "\nplaceholder=" + std::string(name.text()) +
        "\nautocomplete=off\nspellcheck=false\nenterkeyhint=search\nautocapitalize=none" + std::string(more);
    tree().add(id, role, at, {.name = name, .value = value, .attributes = attributes});
    return changed;
}
} // namespace

bool search_field(const Words& name, float width, std::string& value) {
    return sought_field(name, NodeRole::search_field, width, {}, value);
}

FieldSteps combobox(const Words& name, float width, std::string_view chosen, bool any, std::string& value) {
    FieldSteps done;
    while (const auto action = tree().take(id_of(name, NodeRole::combobox), ActionKind::step))
        done.steps += action->number;
    std::string more =
        any ? "\nexpanded=true\ncontrols=" + dom_id(id_of("found", NodeRole::listbox)) : "\nexpanded=false";
    if (any && !chosen.empty()) more += "\nactivedescendant=" + dom_id(id_of(chosen, NodeRole::option));
    done.changed = sought_field(name, NodeRole::combobox, width, more, value);
    return done;
}

bool select(const Field& field, const std::vector<Words>& options, std::size_t& chosen) {
    const std::uint32_t id = id_of(field.label, NodeRole::select);
    bool changed = false;
    while (const auto action = tree().take(id, ActionKind::value)) {
        const auto index = static_cast<std::size_t>(action->number);
        if (index >= options.size()) continue;
        changed = changed || index != chosen;
        chosen = index;
    }
    std::string lines;
    for (const Words& option : options) (lines += lines.empty() ? "" : "\n") += option.text();
    around(field, id, [&](const std::string& attributes, std::uint32_t flags) {
        const Rect at = place(0, control_height());
        item_hovered(id, at);
        paint_field(at, chosen < options.size() ? options[chosen].text() : std::string_view(),
                    !field.error.empty());
        tree().add(id, NodeRole::select, at,
                   {.name = field.label,
                    .value = lines,
                    .attributes = attributes + "\nchosen=" + std::to_string(chosen),
                    .flags = flags});
    });
    return changed;
}

bool checkbox(const Words& label, bool& value) {
    const std::uint32_t id = id_of(label, NodeRole::checkbox);
    bool changed = false;
    while (tree().take(id, ActionKind::click)) {
        value = !value;
        changed = true;
    }
    row(link_height(), gap::s, [&] {
        const Rect box = place(20, 20);
        item_hovered(id, box);
        tree().add(id, NodeRole::checkbox, box, {.name = label, .flags = value ? node_flag::checked : 0});
        // The words are the target of a finger, as high as the row.
        const float width = std::min(text_width(label, type::body), available());
        const bool single = paragraph(label, type::body, width).one_line(type::body);
        const TextStyle style{type::body.size, single ? link_height() : type::body.line};
        const Paragraph lines = paragraph(label, style, width);
        const Rect words = place(width, lines.height);
        paint_paragraph(words, lines, style);
        tree().add(id_of(label, NodeRole::label), NodeRole::label, words,
                   {.name = label,
                    .attributes = "for=" + dom_id(id) + "\n" + font_attribute(style) +
                                  (lines.one_line(style) ? "\nlook=single" : ""),
                    .flags = lines.shaped ? node_flag::shaped : 0u});
    });
    return changed;
}

bool captcha_box(const Field& field, std::string_view site_key, std::string_view server,
                 std::string& answer) {
    constexpr float wide = 304, wide_height = 78, compact = 164,
                    compact_height = 144; // as reCAPTCHA draws itself
    const std::uint32_t id = id_of(field.label, NodeRole::captcha);
    bool changed = false;
    while (auto action = tree().take(id, ActionKind::value)) {
        changed = changed || action->text != answer;
        answer = std::move(action->text);
    }
    const bool fits = available() >= wide;
    const float scale = std::min(1.0f, available() / (fits ? wide : compact)); // it cannot be any narrower
    around(field, id, [&](const std::string& attributes, std::uint32_t flags) {
        const Rect at = place((fits ? wide : compact) * scale, (fits ? wide_height : compact_height) * scale);
        tree().add(id, NodeRole::captcha, at,
                   {.name = field.label,
                    .attributes = attributes + "\nsitekey=" + std::string(site_key) + "\nserver=" +
                                  std::string(server) + "\nsize=" + (fits ? "normal" : "compact") +
                                  "\nscale=" + std::to_string(scale),
                    .flags = flags});
    });
    return changed;
}

std::vector<PickedFile> parse_picked(std::string_view report) {
    std::vector<PickedFile> files;
    while (!report.empty()) {
        const std::size_t end = std::min(report.find('\n'), report.size());
        std::string_view line = report.substr(0, end);
        report.remove_prefix(std::min(end + 1, report.size()));
        const auto column = [&line] {
            const std::size_t tab = std::min(line.find('\t'), line.size());
            const std::string_view value = line.substr(0, tab);
            line.remove_prefix(std::min(tab + 1, line.size()));
            return value;
        };
        PickedFile file;
        const std::string_view handle = column();
        std::from_chars(handle.data(), handle.data() + handle.size(), file.handle);
        const std::string_view bytes = column();
        std::from_chars(bytes.data(), bytes.data() + bytes.size(), file.bytes);
        const std::string_view hex = column();
        file.picture = hex == "picture";
        for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
            int byte = 0;
            std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
            file.first_bytes += static_cast<char>(byte);
        }
        file.name = line;
        files.push_back(std::move(file));
    }
    return files;
}

namespace {
std::vector<PickedFile> take_picked(std::uint32_t id) {
    std::vector<PickedFile> picked;
    while (const auto action = tree().take(id, ActionKind::files))
        for (PickedFile& file : parse_picked(action->text)) picked.push_back(std::move(file));
    return picked;
}
} // namespace

std::vector<PickedFile> file_drop(const Field& field) {
    const std::uint32_t id = id_of(field.label, NodeRole::file_field);
    std::vector<PickedFile> picked = take_picked(id);
    around(field, id, [&](const std::string& attributes, std::uint32_t flags) {
        const Rect at = place(0, 72);
        const bool hot = item_hovered(id, at);
        if (hot) paint_box(at, Token::accent_soft, Token::accent_soft, radius::card);
        paint_dashed(at, field.error.empty() ? Token::line_strong : Token::no, radius::card);
        // Translators: two pieces of one line; the second one is emphasised.
        Words first = tr("Drop PDFs or pictures here, or "), second = tr("choose a file");
        const TextStyle plain = type::body.in(Token::muted), strong = type::body.bold().in(Token::accent);
        float width = text_width(first, plain) + text_width(second, strong);
        if (context().input.coarse || width + 2 * gap::s > at.w) { // fingers drop nothing
            first = {};
            second = tr("Add a file");
            width = text_width(second, strong);
        }
        const float x = at.x + (at.w - width) / 2, y = at.y + (at.h - plain.line) / 2;
        paint_text(x, y, first.text(), plain);
        paint_text(x + text_width(first, plain), y, second.text(), strong);
        tree().add(id, NodeRole::file_field, at,
                   {.name = field.label, .attributes = attributes, .flags = flags});
    });
    return picked;
}

std::vector<PickedFile> file_button(const Words& words, const Words& name) {
    const std::uint32_t id = id_of(name, NodeRole::file_field);
    std::vector<PickedFile> picked = take_picked(id);
    const Rect at = paint_button(words, {.look = Look::quiet, .small = true}, id);
    tree().add(id, NodeRole::file_field, at, {.name = name, .attributes = font_attribute(type::caption)});
    return picked;
}

void pdf_view(const Words& name, std::string_view address, float height) {
    const std::uint32_t id = id_of(address, NodeRole::pdf);
    const Rect at = place(0, height);
    item_hovered(id, at);
    const std::string attributes = "src=" + std::string(address);
    tree().add(id, NodeRole::pdf, at, {.name = name, .attributes = attributes});
}

void progress_bar(const Words& name, float fraction) {
    const Rect at = place(0, 4);
    paint_box(at, Token::line, Token::line, 2);
    const float filled = at.w * std::clamp(fraction, 0.0f, 1.0f);
    if (filled > 1) paint_box({at.x, at.y, filled, at.h}, Token::accent, Token::accent, 2);
    tree().add(id_of(name, NodeRole::progress), NodeRole::progress, at,
               {.name = name, .value = std::to_string(static_cast<int>(fraction * 100))});
}

} // namespace stu::ui
