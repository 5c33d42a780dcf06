#pragma once
// From when on a ticket that waits for staff is late, as staff sees it.

#include "common/enum_names.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace stu {

/// What staff owes next.
enum class DueFor : std::uint8_t {
    word,     ///< whatever comes next; nothing is promised, so it is late after three working days
    answer,   ///< the first answer, as promised
    solution, ///< likewise
};

template <> struct EnumNames<DueFor> {
    static constexpr std::array<std::string_view, 3> values{"word", "answer", "solution"};
};

struct Due {
    DueFor what = DueFor::word;
    std::int64_t at_ms = 0; ///< late from then on; 0 = it is not staff's turn
    std::int64_t soon_ms =
        0; ///< from when on less than a quarter of the promised time is left; 0 = nothing is promised

    bool is_late(std::int64_t now_ms) const { return at_ms > 0 && at_ms <= now_ms; }
    bool is_soon(std::int64_t now_ms) const { return soon_ms > 0 && soon_ms <= now_ms && now_ms < at_ms; }

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("what", self.what);
        f("at_ms", self.at_ms);
        f("soon_ms", self.soon_ms);
    }
};

} // namespace stu
