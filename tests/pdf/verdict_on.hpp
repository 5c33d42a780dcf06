#pragma once
#include "backend/pdf/child_checker.hpp"

#include <optional>
#include <string_view>

namespace stu::test {

/// What the real program says about `content`.
inline std::optional<pdf::Verdict> verdict_on(std::string_view content) {
    static pdf::ChildChecker checker(STUTICKET_PROGRAM);
    return checker.check(content);
}

} // namespace stu::test
