#include "frontend-wasm/platform/browser/bridge.hpp"

#include <emscripten.h>

#include <algorithm>
#include <array>
#include <utility>

// clang-format off
EM_JS(double, js_now, (), { return Date.now(); });
EM_JS(void, js_random, (void* target, int bytes), { crypto.getRandomValues(HEAPU8.subarray(target, target + bytes)); });
EM_JS(int, js_minute_of_day, (double at), { const time = new Date(at); return 60 * time.getHours() + time.getMinutes(); });
EM_JS(void, js_day, (double at, char* target, int room), { stringToUTF8(Stu.dayOf(at), target, room); });
EM_JS(double, js_start_of_day, (const char* day, int length), { return Stu.dayBegins(Stu.text(day, length)); });
// The size of the note; copies it to `target` when there is room.
EM_JS(int, js_read_note, (const char* key, int key_length, void* target, int room), {
  const note = Stu.notes.read(Stu.text(key, key_length));
  if (note.length <= room) HEAPU8.set(note, target);
  return note.length;
});
EM_JS(void, js_write_note, (const char* key, int key_length, const void* note, int length), {
  Stu.notes.write(Stu.text(key, key_length), HEAPU8.subarray(note, note + length));
});
EM_JS(void, js_erase_notes, (const char* person, int length), { Stu.notes.erase(Stu.text(person, length)); });
EM_JS(int, js_put_drafts_aside, (const char* person, int length, const char* key, int key_length), {
  return Stu.notes.putAside(Stu.text(person, length), Stu.text(key, key_length)) ? 1 : 0;
});
EM_JS(void, js_bring_drafts_back, (const char* person, int length, const char* key, int key_length), {
  Stu.notes.bringBack(Stu.text(person, length), Stu.text(key, key_length));
});
EM_JS(int, js_has_drafts_aside, (), { return Stu.notes.aside().length > 0 ? 1 : 0; });
EM_JS(void, js_belongs_to, (const char* person, int length), { Stu.belongsTo(Stu.text(person, length)); });
EM_JS(void, js_keep_telling, (unsigned id, const char* endpoint, int endpoint_length, const void* body, int length), {
  Stu.keepTelling(id, Stu.text(endpoint, endpoint_length), HEAPU8.slice(body, body + length));
});
EM_JS(void, js_call, (unsigned id, const char* endpoint, int endpoint_length, const void* body, int length, int unasked), {
  Stu.call(id, Stu.text(endpoint, endpoint_length), HEAPU8.slice(body, body + length), !!unasked);
});
// The size of the list of time zones, one a line; copies it to `target` when there is room.
EM_JS(int, js_time_zones, (void* target, int room), {
  const list = Stu.timeZones();
  if (list.length <= room) HEAPU8.set(list, target);
  return list.length;
});
EM_JS(void, js_solve, (const char* challenge, int length, int bits), { Stu.solve(Stu.text(challenge, length), bits); });
EM_JS(void, js_upload, (unsigned handle, const char* name, int length), { Stu.files.upload(handle, Stu.text(name, length)); });
EM_JS(void, js_cancel_upload, (unsigned handle), { Stu.files.cancel(handle); });
EM_JS(void, js_stop_upload, (unsigned handle), { Stu.files.stop(handle); });
EM_JS(void, js_await_connection, (), { Stu.awaitConnection(); });
EM_JS(int, js_theme, (), { return Stu.appearance.theme; });
EM_JS(int, js_text_percent, (), { return Stu.appearance.size; });
EM_JS(int, js_shortcuts, (), { return Stu.appearance.shortcuts ? 1 : 0; });
EM_JS(int, js_compact, (), { return Stu.appearance.compact ? 1 : 0; });
EM_JS(int, js_columns, (), { return Stu.appearance.columns; });
// How many have been chosen: all or none. Copies them to `target`.
EM_JS(int, js_keys, (void* target), {
  HEAPU32.set(Stu.appearance.keys, target >> 2);
  return Stu.appearance.keys.length;
});
EM_JS(void, js_use_appearance, (int theme, int size, int single, int low, int columns, const void* keys, int count), {
  Stu.useAppearance({ theme, size, shortcuts: !!single, compact: !!low, columns, keys: [...HEAPU32.subarray(keys >> 2, (keys >> 2) + count)] });
});
// The size of the list of wanted languages, one a line; copies it to `target` when there is room.
EM_JS(int, js_wanted_languages, (void* target, int room), {
  const list = Stu.languages.wanted();
  if (list.length <= room) HEAPU8.set(list, target);
  return list.length;
});
EM_JS(void, js_load_language, (const char* catalog, int length), { Stu.languages.load(Stu.text(catalog, length)); });
EM_JS(void, js_keep_language, (const char* code, int length), { Stu.languages.keep(Stu.text(code, length)); });
EM_JS(void, js_show_language, (const char* code, int length, const char* direction, int direction_length), {
  Stu.languages.show(Stu.text(code, length), Stu.text(direction, direction_length));
});
EM_JS(int, js_shows_pdf, (), { return navigator.pdfViewerEnabled ? 1 : 0; });
EM_JS(void, js_load_staff_part, (), { Stu.loadStaffPart(); });
EM_JS(void, js_url, (const char* url, int length, int push), { Stu.showUrl(Stu.text(url, length), !!push); });
EM_JS(void, js_title, (const char* title, int length), { Stu.live.setTitle(Stu.text(title, length)); });
EM_JS(void, js_waiting, (double count), { Stu.live.setWaiting(count); });
EM_JS(void, js_announce, (const char* text, int length, int urgent), { Stu.announce(Stu.text(text, length), !!urgent); });
EM_JS(void, js_mirror, (const void* nodes, int count, const char* arena), { Stu.mirror.reconcile(nodes, count, arena); });
EM_JS(void, js_palette, (const char* css, int length, int dark), { Stu.usePalette(Stu.text(css, length), !!dark); });
EM_JS(void, js_wake_in, (double ms), { Stu.wakeIn(ms); });
EM_JS(void, js_fail, (const char* text, int length), { Stu.fail(Stu.text(text, length)); });
// clang-format on

namespace stu::platform {
namespace {

int size_of(std::string_view text) { return static_cast<int>(text.size()); }

/// Of a list that JavaScript holds.
std::vector<std::string> lines_of(int (*copy)(void* target, int room)) {
    std::string list(static_cast<std::size_t>(copy(nullptr, -1)), '\0');
    copy(list.data(), size_of(list));
    std::vector<std::string> lines;
    for (std::string_view rest = list; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        lines.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return lines;
}

} // namespace

std::int64_t Browser::now_ms() const { return static_cast<std::int64_t>(js_now()); }
int Browser::minute_of_day(std::int64_t at_ms) const { return js_minute_of_day(static_cast<double>(at_ms)); }

const std::vector<std::string>& Browser::time_zones() const {
    if (!time_zones_.empty()) return time_zones_;
    time_zones_ = lines_of(js_time_zones);
    if (time_zones_.empty()) time_zones_.emplace_back("UTC");
    return time_zones_;
}

std::string Browser::day_of(std::int64_t at_ms) const {
    std::array<char, 32> room{};
    js_day(static_cast<double>(at_ms), room.data(), static_cast<int>(room.size()));
    return room.data();
}
std::int64_t Browser::start_of_day(std::string_view day) const {
    return static_cast<std::int64_t>(js_start_of_day(day.data(), size_of(day)));
}

std::string Browser::new_request_id() {
    std::array<unsigned char, 16> bytes{};
    js_random(bytes.data(), static_cast<int>(bytes.size()));
    static constexpr char digits[] = "0123456789abcdef";
    std::string id;
    for (const unsigned char byte : bytes) {
        id += digits[byte >> 4];
        id += digits[byte & 15];
    }
    return id;
}

std::string Browser::read_note(const std::string& key) const {
    std::string note(static_cast<std::size_t>(js_read_note(key.data(), size_of(key), nullptr, -1)), '\0');
    js_read_note(key.data(), size_of(key), note.data(), size_of(note));
    return note;
}
void Browser::write_note(const std::string& key, const std::string& note) {
    js_write_note(key.data(), size_of(key), note.data(), size_of(note));
}
void Browser::erase_notes(std::string_view person) { js_erase_notes(person.data(), size_of(person)); }

bool Browser::put_drafts_aside(std::string_view person, std::string_view key) {
    return js_put_drafts_aside(person.data(), size_of(person), key.data(), size_of(key)) != 0;
}
void Browser::bring_drafts_back(std::string_view person, std::string_view key) {
    js_bring_drafts_back(person.data(), size_of(person), key.data(), size_of(key));
}
bool Browser::has_drafts_aside() const { return js_has_drafts_aside() != 0; }

void Browser::belongs_to(std::string_view person) { js_belongs_to(person.data(), size_of(person)); }

void Browser::call(std::string_view endpoint, std::string body, bool unasked,
                   std::function<void(const app::RawReply&)> done) {
    const std::uint32_t id = next_call_++;
    calls_.emplace(id, std::move(done));
    js_call(id, endpoint.data(), size_of(endpoint), body.data(), size_of(body), unasked ? 1 : 0);
}

void Browser::keep_telling(std::string_view endpoint, std::string body,
                           std::function<void(const app::RawReply&)> done) {
    telling_ = next_call_++;
    told_ = std::move(done);
    js_keep_telling(telling_, endpoint.data(), size_of(endpoint), body.data(), size_of(body));
}

void Browser::replied(std::uint32_t id, app::RawReply reply) {
    if (id == telling_ && told_) return told_(reply);
    const auto waiting = calls_.find(id);
    if (waiting == calls_.end()) return;
    const auto done = std::move(waiting->second);
    calls_.erase(waiting);
    done(reply);
}

void Browser::upload(std::uint32_t handle, std::string_view name) {
    js_upload(handle, name.data(), size_of(name));
}
void Browser::cancel_upload(std::uint32_t handle) { js_cancel_upload(handle); }
void Browser::stop_upload(std::uint32_t handle) { js_stop_upload(handle); }
void Browser::await_connection() { js_await_connection(); }
void Browser::solve(std::string_view challenge, std::int64_t bits) {
    js_solve(challenge.data(), size_of(challenge), static_cast<int>(bits));
}
app::Appearance Browser::appearance() const {
    app::Appearance chosen{static_cast<app::Theme>(js_theme()), js_text_percent(), js_shortcuts() != 0,
                           js_compact() != 0, js_columns()};
    js_keys(chosen.keys.data()); // those that an earlier app did not know stay as they are
    return chosen;
}
std::vector<std::string> Browser::wanted_languages() const { return lines_of(js_wanted_languages); }
void Browser::load_language(std::string_view catalog) { js_load_language(catalog.data(), size_of(catalog)); }
void Browser::keep_language(std::string_view code) { js_keep_language(code.data(), size_of(code)); }
void Browser::show_language(std::string_view code, std::string_view direction) {
    js_show_language(code.data(), size_of(code), direction.data(), size_of(direction));
}
bool Browser::shows_pdf() const { return js_shows_pdf() != 0; }
void Browser::use_appearance(app::Appearance appearance) {
    js_use_appearance(static_cast<int>(appearance.theme), appearance.text_percent,
                      appearance.shortcuts ? 1 : 0, appearance.compact ? 1 : 0, appearance.columns,
                      appearance.keys.data(), static_cast<int>(appearance.keys.size()));
}
void Browser::load_staff_part() { js_load_staff_part(); }
void Browser::push_url(std::string_view url) { js_url(url.data(), size_of(url), 1); }
void Browser::replace_url(std::string_view url) { js_url(url.data(), size_of(url), 0); }
void Browser::set_title(std::string_view title) { js_title(title.data(), size_of(title)); }
void Browser::set_waiting(std::int64_t count) { js_waiting(static_cast<double>(count)); }
void Browser::announce(std::string_view text, bool urgent) {
    js_announce(text.data(), size_of(text), urgent ? 1 : 0);
}

void Browser::show(const ui::SemanticTree& tree) const {
    js_mirror(tree.nodes().data(), static_cast<int>(tree.nodes().size()), tree.arena().data());
}

void Browser::use_palette(const ui::Palette& palette) const {
    const std::string css = ui::css_variables(palette);
    js_palette(css.data(), size_of(css), palette.dark ? 1 : 0);
}

void Browser::wake_in(std::int64_t ms) const { js_wake_in(static_cast<double>(ms)); }

void Browser::fail(std::string_view text) const { js_fail(text.data(), size_of(text)); }

} // namespace stu::platform
