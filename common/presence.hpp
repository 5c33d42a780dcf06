#pragma once
// Who of staff looks at a ticket at this moment, and who is writing to it. Nothing is locked by that, nothing
// is kept, and students hear nothing of it.

#include "common/enum_names.hpp"
#include "common/language/message.hpp"
#include "common/result.hpp"
#include "common/time_spans.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

enum class Doing : std::uint8_t { away, reading, replying };

template <> struct EnumNames<Doing> {
    static constexpr std::array<std::string_view, 3> values{"away", "reading", "replying"};
};

/// An open page says so again this often, while somebody looks at it (web/presence.js does).
inline constexpr std::int64_t presence_renewed_ms = 20 * second_ms;
/// Whoever has not said so for this long has gone.
inline constexpr std::int64_t presence_kept_ms = 45 * second_ms;

/// What whoever says so does with the ticket, on one of their pages.
struct TicketPresence {
    std::string number;
    std::string page; ///< 32 hex digits of the page's own: a person may have several
    Doing doing = Doing::reading;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("page", self.page);
        f("doing", self.doing);
    }
};
std::vector<FieldError> validate(const TicketPresence& request);

struct PresentColleague {
    std::string id, name;
    Doing doing = Doing::reading;

    bool operator==(const PresentColleague&) const = default;
    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("name", self.name);
        f("doing", self.doing);
    }
};

/// Who else is there, by name; never whoever asks.
struct PresentColleagues {
    std::vector<PresentColleague> others;

    template <class Self, class F> static void fields(Self& self, F&& f) { f("others", self.others); }
};

/// "Ruth Wanjiku is replying. Peter Kamau is reading this ticket." Empty when nobody is there.
Message presence_text(const std::vector<PresentColleague>& others);

} // namespace stu
