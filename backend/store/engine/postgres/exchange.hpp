#pragma once
// A question to PostgreSQL and its answer.

#include "backend/store/engine/postgres/connect.hpp"
#include "backend/store/engine/postgres/values.hpp"

#include <chrono>
#include <functional>
#include <optional>

namespace stu::sql {

/// How much longer than for a lock an answer is waited for, and for how long where no lock is: after that it
/// is a database that hangs.
inline constexpr std::chrono::milliseconds answer_time{1'000}, usual_bound{1'500};

/// Waits for the answer to what `send` has sent; of several the last. Returns what libpq's function `send`
/// asks for. Throws Trouble as the answer's SQLSTATE says, and `gone` when there was none within `bound`
/// (without one: ever); the connection cannot be used any more then.
ResultPtr ask(::PGconn* connection, std::optional<std::chrono::milliseconds> bound,
              const std::function<int(::PGconn*)>& send);

} // namespace stu::sql
