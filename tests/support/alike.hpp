#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace stu::test {

/// How many of so many alike cases to try: all, or a tenth (at least one) under sanitizers and on PostgreSQL.
/// They make everything about six times slower, and look at memory or at another engine's SQL, not at what
/// comes out; that the whole run without them shows.
inline std::size_t tried_of(std::size_t cases) {
#if defined(STUTICKET_SANITIZED)
    constexpr bool few = true;
#else
    const bool few = std::getenv("STUTICKET_TEST_POSTGRES") != nullptr;
#endif
    return few ? std::max<std::size_t>(1, cases / 10) : cases;
}

} // namespace stu::test
