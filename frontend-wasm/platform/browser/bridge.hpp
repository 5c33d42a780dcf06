#pragma once
// The real browser. JavaScript's half is web/platform.js and web/mirror.js; every crossing is declared in
// bridge.cpp.

#include "frontend-wasm/platform/platform.hpp"
#include "frontend-wasm/ui/semantics.hpp"
#include "frontend-wasm/ui/theme.hpp"

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace stu::platform {

class Browser final : public Platform {
  public:
    std::int64_t now_ms() const override;
    std::string time_zone() const override { return time_zones().front(); }
    const std::vector<std::string>& time_zones() const override;
    std::string day_of(std::int64_t at_ms) const override;
    std::int64_t start_of_day(std::string_view day) const override;
    int minute_of_day(std::int64_t at_ms) const override;
    std::string new_request_id() override;
    std::string read_note(const std::string& key) const override;
    void write_note(const std::string& key, const std::string& note) override;
    void erase_notes(std::string_view person) override;
    bool put_drafts_aside(std::string_view person, std::string_view key) override;
    void bring_drafts_back(std::string_view person, std::string_view key) override;
    bool has_drafts_aside() const override;

    void belongs_to(std::string_view person) override;
    void call(std::string_view endpoint, std::string body, bool unasked,
              std::function<void(const app::RawReply&)> done) override;
    void keep_telling(std::string_view endpoint, std::string body,
                      std::function<void(const app::RawReply&)> done) override;
    void upload(std::uint32_t handle, std::string_view name) override;
    void cancel_upload(std::uint32_t handle) override;
    void stop_upload(std::uint32_t handle) override;
    void await_connection() override;
    void solve(std::string_view challenge, std::int64_t bits) override;
    app::Appearance appearance() const override;
    std::vector<std::string> wanted_languages() const override;
    void load_language(std::string_view catalog) override;
    void keep_language(std::string_view code) override;
    void show_language(std::string_view code, std::string_view direction) override;
    bool shows_pdf() const override;
    void use_appearance(app::Appearance appearance) override;
    void load_staff_part() override;
    void push_url(std::string_view url) override;
    void replace_url(std::string_view url) override;
    void set_title(std::string_view title) override;
    void set_waiting(std::int64_t count) override;
    void announce(std::string_view text, bool urgent) override;

    /// The server answered call number `id`.
    void replied(std::uint32_t id, app::RawReply reply);
    /// Hands the nodes to web/mirror.js, which reads them where they lie.
    void show(const ui::SemanticTree& tree) const;
    void use_palette(const ui::Palette& palette) const;
    /// One frame in so many milliseconds, instead of any wished for before; 0 = none.
    void wake_in(std::int64_t ms) const;
    /// Shows `text` instead of the app. For faults only.
    void fail(std::string_view text) const;

  private:
    std::unordered_map<std::uint32_t, std::function<void(const app::RawReply&)>> calls_;
    std::function<void(const app::RawReply&)> told_; ///< hears what comes back from what is told again
    std::uint32_t telling_ = 0;                      ///< its number
    std::uint32_t next_call_ = 1;
    mutable std::vector<std::string> time_zones_; ///< asked for once: the reader's own, then all by name
};

} // namespace stu::platform
