#pragma once
// Words that many tests type in.

#include "tests/support/running_server.hpp"

#include <cstdint>
#include <string>

namespace stu::test {

inline const std::string password(RunningServer::password), wrong = "Wrong-Horse-77";
inline const std::string email = "amina@students.example.edu";

} // namespace stu::test
