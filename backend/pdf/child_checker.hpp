#pragma once
// Checks a PDF in a process of its own, because a parser of hostile bytes can crash, hang or ask for
// gigabytes: a file of 200 KB may unpack to 400 MB.

#include "backend/pdf/checker.hpp"

#include <chrono>
#include <filesystem>
#include <semaphore>
#include <string_view>

namespace stu::pdf {

/// The subcommand that such a process runs (backend/pdf/child.hpp).
inline constexpr std::string_view child_command = "inspect-pdf";

struct ChildLimits {
    std::ptrdiff_t at_once = 2;
    std::chrono::milliseconds wait{5'000}; ///< for a turn
    std::chrono::milliseconds time{5'000}; ///< of the child, on the clock on the wall
};

class ChildChecker final : public Checker {
  public:
    /// `program` is this binary, or what a test puts in its place. It gets the PDF on standard input, no
    /// environment and no other descriptor, and answers with the name of a verdict and a line feed. Whatever
    /// else it does means `unreadable`; but when it does nothing in time, there was no processor for it.
    explicit ChildChecker(std::filesystem::path program, const ChildLimits& limits = {});

    /// Also nothing when the child had no time to answer; and, with a line in the log, when the system cannot
    /// start a process now.
    std::optional<Verdict> check(std::string_view pdf) override;

  private:
    std::filesystem::path program_;
    ChildLimits limits_;
    std::counting_semaphore<> turns_;
};

} // namespace stu::pdf
