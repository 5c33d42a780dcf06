// The program in the browser: what JavaScript may call, and one frame.

#include "frontend-wasm/loop.hpp"
#include "frontend-wasm/platform/browser/bridge.hpp"
#include "frontend-wasm/platform/browser/glyphs.hpp"
#include "frontend-wasm/platform/browser/renderer.hpp"
#include "frontend-wasm/ui/frame.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Program {
    stu::platform::Browser browser;
    stu::Loop loop{browser};
    stu::ui::Input input;
    const stu::ui::Palette* palette = &stu::ui::light_palette();
    double last_frame_ms = 0;
    int frames_left = 3; ///< each wake draws until nothing moves: Dear ImGui settles in two frames
};
std::unique_ptr<Program> program;

std::string copied(const char* text, int length) { return {text, static_cast<std::size_t>(length)}; }

/// Of lines with number, department, version and two flags each.
std::vector<stu::ChangedTicket> changed_tickets(std::string_view lines) {
    const auto take = [&](char end) {
        const std::string_view word = lines.substr(0, lines.find(end));
        lines.remove_prefix(std::min(word.size() + 1, lines.size()));
        return word;
    };
    std::vector<stu::ChangedTicket> tickets;
    while (!lines.empty()) {
        stu::ChangedTicket& ticket = tickets.emplace_back();
        ticket.number = take(' ');
        ticket.department = take(' ');
        const std::string_view version = take(' ');
        std::from_chars(version.data(), version.data() + version.size(), ticket.version);
        ticket.internal = take(' ') == "1";
        ticket.present = take('\n') == "1";
    }
    return tickets;
}

} // namespace

// What `used` keeps, the linker exports to JavaScript.
extern "C" {

/// False when the browser has no WebGL2.
[[gnu::used]] bool start(const char* url, int length) {
    program = std::make_unique<Program>();
    stu::ui::start(stu::platform::browser_glyphs(), stu::platform::browser_text);
    program->loop.happened(stu::app::intent::Started{copied(url, length)});
    return stu::platform::start_renderer();
}

/// Draws a frame. Answers whether to draw the next one at once.
[[gnu::used]] bool frame(double now_ms) {
    try {
        Program& p = *program;
        p.input.seconds = static_cast<float>((now_ms - p.last_frame_ms) / 1000);
        if (p.input.seconds <= 0 || p.input.seconds > 0.25f) p.input.seconds = 1.0f / 60;
        p.last_frame_ms = now_ms;
        const stu::Loop::Drawn drawn = p.loop.frame(p.input, *p.palette);
        stu::platform::render();
        if (drawn.tree_changed) p.browser.show(stu::ui::tree());
        if (drawn.again || drawn.tree_changed) p.frames_left = 3;
        const bool more = --p.frames_left > 0;
        if (!more) p.browser.wake_in(drawn.rest_ms);
        return more;
    } catch (const std::exception& fault) {
        program->browser.fail(fault.what());
        return false;
    }
}

[[gnu::used]] void wake() { program->frames_left = 3; }

[[gnu::used]] void on_size(float width, float height, float density) {
    program->input.width = width;
    program->input.height = height;
    program->input.density = density;
    wake();
}

[[gnu::used]] void on_pointer(float x, float y) {
    program->input.mouse_x = x;
    program->input.mouse_y = y;
    program->frames_left = std::max(program->frames_left, 1);
}

[[gnu::used]] void on_pointer_kind(bool coarse) {
    program->input.coarse = coarse;
    wake();
}

[[gnu::used]] void on_palette(bool dark, bool more_contrast) {
    program->palette = &stu::ui::palette_for(dark, more_contrast);
    program->browser.use_palette(*program->palette);
    wake();
}

[[gnu::used]] void on_action(unsigned id, int kind, int number, const char* text, int length) {
    stu::ui::tree().push({id, static_cast<stu::ui::ActionKind>(kind), number, copied(text, length)});
    wake();
}

/// A catalog that was wanted; no bytes when it could not be had.
[[gnu::used]] void on_language(const char* catalog, int catalog_length, const char* bytes, int length) {
    program->loop.happened(
        stu::app::intent::LanguageArrived{copied(catalog, catalog_length), copied(bytes, length)});
    wake();
}

[[gnu::used]] void on_link(const char* url, int length) {
    program->loop.happened(stu::app::intent::FollowLink{copied(url, length)});
    wake();
}

[[gnu::used]] void on_url(const char* url, int length) {
    program->loop.happened(stu::app::intent::UrlChanged{copied(url, length)});
    wake();
}

[[gnu::used]] void on_reply(unsigned id, int status, const char* body, int length) {
    program->browser.replied(id, {status, copied(body, length)});
    wake();
}

[[gnu::used]] void on_progress(unsigned handle, float fraction) {
    program->loop.happened(stu::app::intent::UploadProgress{handle, fraction});
    wake();
}

[[gnu::used]] void on_uploaded(unsigned handle, int status, const char* body, int length) {
    const stu::app::RawReply reply{status, copied(body, length)};
    program->loop.happened(
        stu::app::intent::Uploaded{handle, stu::app::decode_reply<stu::Attachment>(reply)});
    wake();
}

[[gnu::used]] void on_file_gone(unsigned handle, int unreadable) {
    program->loop.happened(stu::app::intent::FileGone{handle, unreadable != 0});
    wake();
}

[[gnu::used]] void on_connection() {
    program->loop.happened(stu::app::intent::ConnectionBack{});
    wake();
}

/// Somebody signed in in another tab.
[[gnu::used]] void on_person() {
    program->loop.happened(stu::app::intent::PersonChanged{});
    wake();
}

[[gnu::used]] void on_drafts_back() {
    program->loop.happened(stu::app::intent::DraftsBack{});
    wake();
}

/// The person looks at this page again.
[[gnu::used]] void on_return() {
    program->loop.happened(stu::app::intent::CameBack{});
    wake();
}

/// Others have changed tickets; `lines` as `changed_tickets` reads them.
[[gnu::used]] void on_changes(double open_tickets, const char* lines, int length) {
    stu::app::intent::OthersChanged changed;
    changed.news.open_tickets = static_cast<std::int64_t>(open_tickets);
    changed.news.tickets = changed_tickets({lines, static_cast<std::size_t>(length)});
    program->loop.happened(std::move(changed));
    wake();
}

/// What is shown may be old. `gently`: the person is looking.
[[gnu::used]] void on_refresh(bool gently) {
    program->loop.happened(stu::app::intent::Refresh{gently});
    wake();
}

[[gnu::used]] void on_captcha(const char* answer, int length) {
    program->loop.happened(stu::app::intent::CaptchaAnswered{copied(answer, length)});
    wake();
}

[[gnu::used]] void on_context(bool lost) {
    if (lost)
        stu::platform::context_lost();
    else
        stu::platform::context_restored();
    wake();
}
}
