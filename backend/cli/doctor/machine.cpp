#include "backend/backup/names.hpp"
#include "backend/cli/doctor/checks.hpp"
#include "backend/cli/installation.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/core.h>
#include <optional>
#include <stdexcept>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <system_error>

namespace stu::cli::doctor {
namespace {

constexpr std::int64_t mebibyte = 1 << 20;

void look_at_folder(Findings& findings, const fs::path& data) {
    const std::string name = "\"" + data.string() + "\"";
    if (!fs::is_directory(data)) {
        findings.push_back(
            {Verdict::wrong, "data folder", name + " is no folder.",
             "Name the right one with --data, or begin with: stuticket migrate --data " + data.string()});
        return;
    }
    constexpr auto others = fs::perms::others_all | fs::perms::group_write;
    if ((fs::status(data).permissions() & others) != fs::perms::none)
        findings.push_back({Verdict::look, "data folder", name + " is open to other users of this machine.",
                            "chmod 700 " + data.string()});
    else
        findings.push_back({Verdict::fine, "data folder", name + " is closed to others."});
    if (!fs::exists(data / "secret.key")) return; // the first start makes it
    security::SystemRandom random;
    installation_secret(data, random);
    findings.push_back({Verdict::fine, "secret", "The installation's secret is whole and closed to others."});
}

void look_at_space(Findings& findings, const Configuration& configuration) {
    struct statvfs disk {};
    if (::statvfs(configuration.place.data.c_str(), &disk) != 0) return; // there is no folder, which was said
    const auto free = static_cast<std::int64_t>(disk.f_bavail * disk.f_frsize);
    const std::string what = fmt::format("{} MiB are free where the data folder is.", free / mebibyte);
    if (free < configuration.space.writing)
        findings.push_back({Verdict::wrong, "disk", what + " So little that nothing can be filed.",
                            "Make room, or move the data folder to a larger disk."});
    else if (free < 2 * configuration.space.uploads)
        findings.push_back(
            {Verdict::look, "disk",
             fmt::format("{} Below {} files are refused, below {} everything.", what,
                         configuration.space.uploads / mebibyte, configuration.space.writing / mebibyte),
             "Make room, or move the data folder to a larger disk."});
    else
        findings.push_back({Verdict::fine, "disk", what});
}

void look_at_clock(Findings& findings) {
    timex clock{};
    const int state = ::adjtimex(&clock);
    if (state == -1) throw std::system_error(errno, std::generic_category(), "The clock cannot be read");
    if (state == TIME_ERROR || (clock.status & STA_UNSYNC) != 0)
        findings.push_back({Verdict::look, "clock",
                            "Nothing says that the clock of this machine is set by the network.",
                            "Install systemd-timesyncd or chrony; `timedatectl` says whether it works."});
    else
        findings.push_back({Verdict::fine, "clock", "The clock is set by the network."});
}

} // namespace

void look_at_backups(Findings& findings, const std::string& folder) {
    if (folder.empty()) return;
    const std::string advice = "stuticket backup --to " + folder + ", and see that it is run each night.";
    found_by(findings, "backups", [&] {
        if (!fs::is_directory(folder)) throw std::runtime_error("\"" + folder + "\" is no folder.");
        const auto newest = backup::newest_in(folder);
        if (!newest) {
            findings.push_back({Verdict::wrong, "backups", "There is none in \"" + folder + "\".", advice});
            return;
        }
        constexpr std::chrono::hours a_night{26};
        const auto age =
            std::chrono::duration_cast<std::chrono::hours>(fs::file_time_type::clock::now() - *newest);
        const bool old = age > a_night;
        findings.push_back({old ? Verdict::wrong : Verdict::fine, "backups",
                            fmt::format("The newest is {} h old.", age.count()), old ? advice : ""});
    });
}

void look_at_machine(Findings& findings, const Configuration& configuration) {
    found_by(findings, "data folder", [&] { look_at_folder(findings, configuration.place.data); });
    found_by(findings, "disk", [&] { look_at_space(findings, configuration); });
    found_by(findings, "clock", [&] { look_at_clock(findings); });
}

} // namespace stu::cli::doctor
