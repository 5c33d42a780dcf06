#pragma once

#include <algorithm>
#include <cstddef>

namespace stu::test {

/// How many of so many alike cases to try: all, or under sanitizers a tenth (at least one). They make
/// everything about six times slower, and look at memory, not at what comes out; that the whole run without
/// them shows.
constexpr std::size_t tried_of(std::size_t cases) {
#if defined(STUTICKET_SANITIZED)
    return std::max<std::size_t>(1, cases / 10);
#else
    return cases;
#endif
}

} // namespace stu::test
