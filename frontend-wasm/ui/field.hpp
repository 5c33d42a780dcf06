#pragma once
// Form fields. Each is a real DOM field that the browser draws, fills, checks the spelling of and undoes in;
// the canvas paints its label, hint and error around it.

#include "frontend-wasm/ui/frame.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu::ui {

struct Field {
    Words label = {};
    std::string_view key = {}; ///< identity where the label changes while somebody types
    Words error = {};          ///< sentence under the field; empty = fine
    Words hint = {};
    std::string_view autocomplete = {}; ///< HTML's token, e.g. "username"
    std::string_view input_mode = {};   ///< phone keyboard, e.g. "email"
    std::uint32_t described_by = 0;     ///< id of a node that says more about it, besides error or hint
    bool required = false;
    bool spell_check = false;
    bool is_answer = false; ///< what somebody came to the page to write
    int rows = 0;           ///< of a text area
    char32_t shortcut = 0;  ///< the key that leads to it while nobody types; 0 = none
    bool bare = false;      ///< its label is only said: what stands around it says it to the eye
};

/// From the top of a field's label to the field, for what stands beside the field.
float label_height();
/// Of a label in one line; a narrower field has it in several.
float label_width(const Words& label);
/// In which the name of a search field, which stands in it until something is typed, is not cut.
float search_field_width(const Words& name);
/// What the browser needs to write a date and its calendar.
float date_field_width();

/// A `<form>`: Enter in a field and the submit button both report here. True when it was submitted.
bool begin_form(const Words& name);
void end_form();
/// Whether what is wrong stands at no field of this form, nor was asked about before.
bool not_said_yet(const Words& sentence);

/// Each returns true when the person changed `value` since the last frame.
bool text_field(const Field& field, std::string& value);
bool email_field(const Field& field, std::string& value);
bool password_field(const Field& field, std::string& value);
bool text_area(const Field& field, std::string& value);
/// `value` is "2026-11-24" or empty; the browser shows it in the reader's own order and offers a calendar.
bool date_field(const Field& field, std::string& value);
/// A field without a label above it, for the one search of a page. `name` stands in it while it is empty.
bool search_field(const Words& name, float width, std::string& value);

/// `chosen` is an index into `options`.
bool select(const Field& field, const std::vector<Words>& options, std::size_t& chosen);

bool checkbox(const Words& label, bool& value);

/// reCAPTCHA's own box, which its server draws over the canvas. `answer` is empty until the person has
/// passed, and again once it has expired; true when it changed.
bool captcha_box(const Field& field, std::string_view site_key, std::string_view server, std::string& answer);

/// A file the person chose. Its bytes stay in the browser; `handle` names it there.
struct PickedFile {
    std::uint32_t handle = 0;
    std::string name;
    std::int64_t bytes = 0;
    std::string first_bytes;
    bool picture = false; ///< the browser makes a PDF of it before it is sent
};
/// A drop zone that is a file input: click, Enter, drag and drop. Returns what was chosen since the last
/// frame.
std::vector<PickedFile> file_drop(const Field& field);
/// The same as a button, where files are the lesser part of a form; what is dropped on the page reaches it,
/// too.
std::vector<PickedFile> file_button(const Words& words, const Words& name);

/// "handle\tsize\tfirst bytes in hex, or picture\tname" lines, as web/files.js reports them.
std::vector<PickedFile> parse_picked(std::string_view report);

/// The browser's own view of a PDF, `height` high. `address` is on this server.
void pdf_view(const Words& name, std::string_view address, float height);

/// `fraction` 0 to 1.
void progress_bar(const Words& name, float fraction);

} // namespace stu::ui
