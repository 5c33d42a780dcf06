#include "backend/cli/commands.hpp"
#include "backend/cli/doctor/checks.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <exception>
#include <fmt/core.h>
#include <string_view>

namespace stu::cli {
namespace doctor {

void found_by(Findings& findings, const std::string& about, const std::function<void()>& check) {
    try {
        check();
    } catch (const std::exception& error) { findings.push_back({Verdict::wrong, about, error.what()}); }
}

namespace {

constexpr std::string_view word_of(Verdict verdict) {
    constexpr std::array<std::string_view, 3> words{"fine", "look", "WRONG"};
    return words[static_cast<std::size_t>(verdict)];
}

} // namespace
} // namespace doctor

int examine(const Configuration& configuration, const Examined& also) {
    using namespace doctor;
    std::signal(SIGPIPE, SIG_IGN); // a mail server that goes is a finding
    Findings findings;
    look_at_machine(findings, configuration);
    look_at_desk(findings, configuration);
    look_at_backups(findings, configuration.backups);
    look_at_address(findings, configuration);
    look_at_mail(findings, configuration);
    look_at_records(findings, configuration, also.dkim_selector);
    for (const Finding& each : findings) {
        fmt::print("{:<5}  {:<12}  {}\n", word_of(each.verdict), each.about, each.what);
        if (!each.advice.empty()) fmt::print("{:21}→ {}\n", "", each.advice);
    }
    const auto count = [&](Verdict verdict) {
        return std::count_if(findings.begin(), findings.end(),
                             [verdict](const Finding& each) { return each.verdict == verdict; });
    };
    fmt::print("{} wrong, {} to look at, {} fine.\n", count(Verdict::wrong), count(Verdict::look),
               count(Verdict::fine));
    return count(Verdict::wrong) == 0 ? 0 : 1;
}

} // namespace stu::cli
