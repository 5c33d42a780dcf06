#pragma once
// A browser that does what a test says: it records what the app asks for and answers when told to.

#include "frontend-wasm/platform/platform.hpp"
#include "frontend-wasm/ui/frame.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

struct ImFontLoader;

namespace stu::platform {

/// Glyphs without ink, each half as wide as the font is high: layout without a browser.
const ImFontLoader& scripted_glyphs();
/// Wraps at spaces and counts what is no letter of Latin as wider: never quite as glyph by glyph. Of rich
/// texts it counts also what is not shown.
ui::TextSize scripted_text(std::string_view text, const ui::TextStyle& style, float width,
                           ui::TextForm form = ui::TextForm::plain);

class Scripted final : public Platform {
  public:
    struct Call {
        std::string endpoint, body, person;
        std::function<void(const app::RawReply&)> done;
        bool unasked = false, repeated = false;
    };
    struct Upload {
        std::uint32_t handle = 0;
        std::string name;
    };
    std::vector<Call> calls; ///< waiting for an answer, oldest first
    std::vector<Upload> uploads;
    std::vector<std::uint32_t> cancelled_uploads, stopped_uploads;
    std::vector<std::string> announcements;
    std::map<std::string, std::string> notes;
    struct Aside {
        std::string key;
        std::map<std::string, std::string> notes;
    };
    std::map<std::string, Aside> aside;  ///< by person
    std::vector<std::string> challenges; ///< to be solved
    std::vector<std::string> zones{"Africa/Nairobi", "Africa/Nairobi", "Europe/Warsaw", "UTC"};
    std::string url, title, person; ///< whose page it is
    std::int64_t waiting_count = 0;
    bool awaits_connection = false, pdf_viewer = true;
    app::Appearance chosen;
    std::vector<std::string> languages{"en-GB", "en"}; ///< wanted, best first
    std::string loading_language, kept_language, shown_language;
    std::int64_t now = 1'795'000'000'000; ///< Unix milliseconds

    std::int64_t now_ms() const override { return now; }
    std::string time_zone() const override { return zones.front(); }
    const std::vector<std::string>& time_zones() const override { return zones; }
    /// Days begin three hours before those of UTC, as in Nairobi.
    std::string day_of(std::int64_t at_ms) const override;
    std::int64_t start_of_day(std::string_view day) const override;
    int minute_of_day(std::int64_t at_ms) const override;
    std::string new_request_id() override;
    std::string read_note(const std::string& key) const override {
        const auto note = notes.find(key);
        return note == notes.end() ? std::string() : note->second;
    }
    void write_note(const std::string& key, const std::string& note) override {
        if (note.empty())
            notes.erase(key);
        else
            notes[key] = note;
    }
    void erase_notes(std::string_view whose) override;
    bool put_drafts_aside(std::string_view whose, std::string_view key) override;
    void bring_drafts_back(std::string_view whose, std::string_view key) override;
    bool has_drafts_aside() const override { return !aside.empty(); }

    void belongs_to(std::string_view whose) override { person = whose; }
    void call(std::string_view endpoint, std::string body, bool unasked,
              std::function<void(const app::RawReply&)> done) override {
        calls.push_back({std::string(endpoint), std::move(body), person, std::move(done), unasked});
    }
    /// Stands among the calls, once; the one before does not any more.
    void keep_telling(std::string_view endpoint, std::string body,
                      std::function<void(const app::RawReply&)> done) override;
    void upload(std::uint32_t handle, std::string_view name) override {
        uploads.push_back({handle, std::string(name)});
    }
    void cancel_upload(std::uint32_t handle) override { cancelled_uploads.push_back(handle); }
    void stop_upload(std::uint32_t handle) override { stopped_uploads.push_back(handle); }
    void await_connection() override { awaits_connection = true; }
    void solve(std::string_view challenge, std::int64_t) override { challenges.emplace_back(challenge); }
    app::Appearance appearance() const override { return chosen; }
    bool shows_pdf() const override { return pdf_viewer; }
    void use_appearance(app::Appearance wanted) override { chosen = wanted; }
    std::vector<std::string> wanted_languages() const override { return languages; }
    void load_staff_part() override {}
    void load_language(std::string_view catalog) override { loading_language = catalog; }
    void keep_language(std::string_view code) override { kept_language = code; }
    void show_language(std::string_view code, std::string_view) override { shown_language = code; }
    void push_url(std::string_view to) override { url = to; }
    void replace_url(std::string_view to) override { url = to; }
    void set_title(std::string_view to) override { title = to; }
    void set_waiting(std::int64_t count) override { waiting_count = count; }
    void announce(std::string_view text, bool) override { announcements.emplace_back(text); }

    /// The oldest waiting call of endpoint E gets `response`. False when there is none.
    template <class E> bool answer(const typename E::Response& response) {
        return answer(E::name, {200, wire::to_binary(response)});
    }
    template <class E> bool refuse(const Error& error) {
        return answer(E::name, {422, wire::to_binary(error)});
    }
    /// As above with raw bytes; status 0 is a lost connection.
    bool answer(std::string_view endpoint, const app::RawReply& reply);
    std::size_t waiting(std::string_view endpoint) const;

  private:
    Message relative_words(std::int64_t at_ms) const override;
    Message exact_words(std::int64_t at_ms) const override;

    std::uint64_t ids_ = 0;
};

} // namespace stu::platform
