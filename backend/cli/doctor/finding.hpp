#pragma once
// What `stuticket doctor` finds, for the operator.

#include <functional>
#include <string>
#include <vector>

namespace stu::cli::doctor {

enum class Verdict {
    fine,
    look,  ///< works, and is better looked at
    wrong, ///< does not work, or will not before long
};

struct Finding {
    Verdict verdict = Verdict::fine;
    std::string about;       ///< a word or two
    std::string what;        ///< a sentence
    std::string advice = {}; ///< what to do; empty where nothing is
};

using Findings = std::vector<Finding>;

/// What a check throws is found, too: its sentence says what to do.
void found_by(Findings& findings, const std::string& about, const std::function<void()>& check);

} // namespace stu::cli::doctor
