#include "frontend-wasm/platform/scripted/scripted.hpp"

#include "frontend-wasm/app/calendar.hpp"

#include "imgui.h"
#include "imgui_internal.h"

#include <algorithm>
#include <cstdio>

namespace stu::platform {
namespace {

constexpr std::chrono::hours ahead_of_utc{3};

bool contains(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool init_baked(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
    baked->Ascent = baked->Size * 0.8f;
    baked->Descent = -baked->Size * 0.2f;
    return true;
}

bool load_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar code, ImFontGlyph* glyph,
                float* advance_only) {
    const float advance = baked->Size / 2;
    if (advance_only) {
        *advance_only = advance;
        return true;
    }
    glyph->Codepoint = code & 0x3ffffffu;
    glyph->AdvanceX = advance;
    return true;
}

} // namespace

const ImFontLoader& scripted_glyphs() {
    static const ImFontLoader loader = [] {
        ImFontLoader made;
        made.Name = "scripted";
        made.FontSrcContainsGlyph = contains;
        made.FontBakedInit = init_baked;
        made.FontBakedLoadGlyph = load_glyph;
        return made;
    }();
    return loader;
}

ui::TextSize scripted_text(std::string_view text, const ui::TextStyle& style, float width, ui::TextForm) {
    constexpr float wider = 0.6f;
    const auto width_of = [&](std::string_view word) {
        float sum = 0;
        for (const char byte : word)
            if ((static_cast<unsigned char>(byte) & 0xc0u) != 0x80)
                sum += style.size * (static_cast<unsigned char>(byte) < 0x80 ? 0.5f : wider);
        return sum;
    };
    float x = 0, widest = 0, lines = 1;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
        const float word = width_of(text.substr(0, end));
        if (width > 0 && x > 0 && x + word > width) {
            ++lines;
            x = 0;
        }
        x += word;
        for (; width > 0 && x > width; x -= width) ++lines; // a long word is cut
        widest = std::max(widest, x);
        if (end < text.size()) x += style.size / 2;
        if (end < text.size() && text[end] == '\n') {
            ++lines;
            x = 0;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {width > 0 ? std::min(widest, width) : widest, lines * style.line};
}

Message Scripted::relative_words(std::int64_t at_ms) const {
    return as_written(std::to_string((now - at_ms) / 60'000) + " min ago");
}

Message Scripted::exact_words(std::int64_t at_ms) const { return as_written("at " + std::to_string(at_ms)); }

int Scripted::minute_of_day(std::int64_t at_ms) const {
    constexpr std::int64_t minute_ms = 60'000, minutes_a_day = 24 * 60;
    return static_cast<int>((at_ms / minute_ms + 60 * ahead_of_utc.count()) % minutes_a_day);
}

std::string Scripted::day_of(std::int64_t at_ms) const {
    return app::day_text(std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at_ms)) + ahead_of_utc));
}

std::int64_t Scripted::start_of_day(std::string_view day) const {
    const std::chrono::sys_time<std::chrono::milliseconds> midnight = app::parse_day(day).value();
    return (midnight - ahead_of_utc).time_since_epoch().count();
}

std::string Scripted::new_request_id() {
    char text[33];
    std::snprintf(text, sizeof text, "%032llx", static_cast<unsigned long long>(++ids_));
    return text;
}

void Scripted::erase_notes(std::string_view whose) {
    std::erase_if(notes, [&](const auto& note) {
        return (note.first + " ").find(" " + std::string(whose) + " ") != std::string::npos;
    });
}

bool Scripted::put_drafts_aside(std::string_view whose, std::string_view key) {
    Aside kept{std::string(key), {}};
    for (const auto& note : notes)
        if ((note.first + " ").find(" " + std::string(whose) + " ") != std::string::npos &&
            !note.first.starts_with("waiting "))
            kept.notes.insert(note);
    erase_notes(whose);
    if (kept.notes.empty()) return false;
    aside[std::string(whose)] = std::move(kept);
    return true;
}

void Scripted::bring_drafts_back(std::string_view whose, std::string_view key) {
    const auto kept = aside.find(std::string(whose));
    if (kept == aside.end()) return;
    if (kept->second.key == key) notes.merge(kept->second.notes);
    aside.erase(kept);
}

bool Scripted::answer(std::string_view endpoint, const app::RawReply& reply) {
    for (auto call = calls.begin(); call != calls.end(); ++call) {
        if (call->endpoint != endpoint) continue;
        const auto done = std::move(call->done);
        calls.erase(call);
        done(reply);
        return true;
    }
    return false;
}

void Scripted::keep_telling(std::string_view endpoint, std::string body,
                            std::function<void(const app::RawReply&)> done) {
    calls.erase(std::remove_if(calls.begin(), calls.end(), [](const Call& each) { return each.repeated; }),
                calls.end());
    if (endpoint.empty()) return;
    call(endpoint, std::move(body), true, std::move(done));
    calls.back().repeated = true;
}

std::size_t Scripted::waiting(std::string_view endpoint) const {
    std::size_t count = 0;
    for (const Call& call : calls)
        if (call.endpoint == endpoint) ++count;
    return count;
}

} // namespace stu::platform
