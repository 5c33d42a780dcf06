#pragma once
#include "backend/pdf/verdict.hpp"

#include <optional>
#include <string_view>

namespace stu::pdf {

/// Looks into PDFs before they are stored. Thread-safe.
class Checker {
  public:
    virtual ~Checker() = default;

    /// What is wrong with `pdf`, as a whole file. Nothing when too many are being looked at already: try
    /// again later. May take seconds.
    virtual std::optional<Verdict> check(std::string_view pdf) = 0;
};

} // namespace stu::pdf
