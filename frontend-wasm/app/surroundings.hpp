#pragma once
// What the app may ask of the world around it. The browser answers in one build, a script in the tests.

#include "common/language/message.hpp"
#include "frontend-wasm/app/appearance.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu::app {

class Surroundings {
  public:
    virtual ~Surroundings() = default;
    virtual std::int64_t now_ms() const = 0;
    /// In the reader's time zone: "4 min ago", "yesterday", "12 Nov". Noted as shown.
    Message relative_time(std::int64_t at_ms) const;
    /// How long it is until then, or since: "2 h 30 min", "12 days". Noted as shown.
    Message span_until(std::int64_t at_ms) const;
    /// When the first of the words shown since `forget_shown_times` will be other ones; 0 = never.
    std::int64_t next_change_ms() const { return next_change_ms_; }
    void forget_shown_times() { next_change_ms_ = 0; }
    /// "20 Nov 2026, 19:42"
    Message exact_time(std::int64_t at_ms) const;
    /// The reader's time zone as the browser calls it, which may be no name ("+03:00"), and all that may be
    /// chosen after it.
    virtual std::string time_zone() const = 0;
    virtual const std::vector<std::string>& time_zones() const = 0;
    /// The day of that instant in the reader's time zone, "2026-11-20".
    virtual std::string day_of(std::int64_t at_ms) const = 0;
    /// When that day begins in the reader's time zone, Unix milliseconds. Precondition: `day` is one.
    virtual std::int64_t start_of_day(std::string_view day) const = 0;
    /// Minutes since midnight of that day, as its clocks show them.
    virtual int minute_of_day(std::int64_t at_ms) const = 0;
    /// 32 hex digits that nobody else has.
    virtual std::string new_request_id() = 0;

    /// What was chosen on this device; changed by effect::UseAppearance.
    virtual Appearance appearance() const = 0;
    /// Tags of languages: what was chosen on this device, then those of the browser.
    virtual std::vector<std::string> wanted_languages() const = 0;
    /// Whether the browser shows a PDF inside a page. Phones do not.
    virtual bool shows_pdf() const = 0;

    /// Notes on this device, for drafts: any bytes under a key. Reading an unknown key gives nothing; writing
    /// nothing erases. A full or forbidden storage is not an error: the draft then lives as long as the page.
    virtual std::string read_note(const std::string& key) const = 0;
    virtual void write_note(const std::string& key, const std::string& note) = 0;
    /// The notes and files of one person. The second word of a key is whose note it is.
    virtual void erase_notes(std::string_view person) = 0;
    /// Instead of erasing them: seals the drafts in them with `key` and keeps them for an hour. False where
    /// there are none, or this browser cannot seal; then they are erased.
    virtual bool put_drafts_aside(std::string_view person, std::string_view key) = 0;
    /// Opens what was put aside for that person, if anything was; then intent::DraftsBack.
    virtual void bring_drafts_back(std::string_view person, std::string_view key) = 0;
    /// Whether something of somebody is put aside.
    virtual bool has_drafts_aside() const = 0;

  protected:
    /// As the tests have it, they are others.
    virtual Message relative_words(std::int64_t at_ms) const;
    virtual Message exact_words(std::int64_t at_ms) const;

  private:
    void note_change(std::int64_t at_ms) const;

    mutable std::int64_t next_change_ms_ = 0;
    mutable std::int64_t today_ms_ = 0, tomorrow_ms_ = 0; ///< of the reader; asked for once a day
};

/// When "4 min ago" and its like will be other words; 0 = never. The reader's day begins at `today_ms`, the
/// next one at `tomorrow_ms`.
std::int64_t words_change_ms(std::int64_t at_ms, std::int64_t now_ms, std::int64_t today_ms,
                             std::int64_t tomorrow_ms);

} // namespace stu::app
