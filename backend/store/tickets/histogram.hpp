#pragma once
// How long things took, summed up; private to store/.

#include "common/analytics.hpp"

#include <cstdint>
#include <map>

namespace stu::store {

/// How many tickets took how many minutes.
using Histogram = std::map<std::int64_t, std::int64_t>;

inline Timing timing_of(const Histogram& histogram) {
    Timing timing;
    for (const auto& [minutes, tickets] : histogram) timing.tickets += tickets;
    const auto nearest_rank = [&](std::int64_t percent) {
        const std::int64_t rank = (timing.tickets * percent + 99) / 100;
        std::int64_t passed = 0;
        for (const auto& [minutes, tickets] : histogram)
            if ((passed += tickets) >= rank) return minutes;
        return std::int64_t{0};
    };
    if (timing.tickets == 0) return timing;
    timing.median = nearest_rank(50);
    timing.ninth_decile = nearest_rank(90);
    return timing;
}

} // namespace stu::store
