#pragma once
// How long a service usually takes, for whoever is about to ask for it.

#include "common/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace stu {

struct UsualTimeOf {
    std::string service; ///< id

    template <class Self, class F> static void fields(Self& self, F&& f) { f("service", self.service); }
};
std::vector<FieldError> validate(const UsualTimeOf& request);

/// What is said is of tickets that were completed in so many days, and of no fewer than these.
inline constexpr std::int64_t usual_time_days = 90, fewest_solved = 20;

struct UsualTime {
    bool known = false;       ///< false: there were too few to tell
    std::int64_t minutes = 0; ///< half of them were completed within them, as `shown_minutes` rounds it down

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("known", self.known);
        f("minutes", self.minutes);
    }
};

/// "Half of these are solved within 2 days." Rounded up, so that it does not promise too much.
Message usual_time_text(std::int64_t minutes);

} // namespace stu
