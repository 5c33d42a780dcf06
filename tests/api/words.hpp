#pragma once
// Words that many tests type in.

#include "tests/support/running_server.hpp"

#include <cstdint>
#include <string>

namespace stu::test {

inline const std::string password(RunningServer::password), wrong = "Wrong-Horse-77";
inline const std::string email = "amina@students.example.edu";
inline constexpr std::int64_t minute_ms = 60'000;

} // namespace stu::test
