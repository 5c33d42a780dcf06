#pragma once
#include "backend/store/engine/changes.hpp"
#include "common/presence.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::app {

/// Who of staff looks at which ticket, as far as this server has heard: in memory alone, each for
/// `presence_kept_ms`. Servers on one database tell each other. Thread-safe; takes time in proportion to how
/// many pages of tickets staff has open.
class Presence {
  public:
    /// Pages of tickets that one person can have open; of more the newest count.
    static constexpr std::size_t most_pages = 16;

    /// Whether others see something else on the ticket from now on.
    bool note(const store::PresenceTold& told, std::int64_t now_ms);

    /// How old what is known of that page is, where it says the same; nothing where it says something else.
    std::optional<std::int64_t> known_for_ms(const store::PresenceTold& told, std::int64_t now_ms) const;

    /// Who is on the ticket, each once, by name, but for that person.
    std::vector<PresentColleague> others(std::string_view ticket_id, std::string_view person,
                                         std::int64_t now_ms) const;

  private:
    struct Page {
        store::PresenceTold told;
        std::int64_t at_ms = 0;
    };
    std::vector<PresentColleague> present(std::string_view ticket_id, std::int64_t now_ms) const;
    void make_room(std::string_view person);

    mutable std::mutex mutex_;
    std::vector<Page> pages_; ///< as they were told, the newest last
};

} // namespace stu::app
