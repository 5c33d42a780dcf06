#include "backend/backup/names.hpp"

#include "backend/backup/head.hpp"
#include "backend/backup/reader.hpp"
#include "common/numbers.hpp"

#include <fmt/chrono.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <functional>
#include <set>

namespace stu::backup {
namespace {

constexpr std::string_view name_begin = "stuticket-", name_end = ".backup", unfinished_end = ".unfinished",
                           pattern = "00000000T000000Z";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Days since 1970-01-01, which was a Thursday. Precondition: a name.
std::int64_t day_of(std::string_view name) {
    name.remove_prefix(name_begin.size());
    const auto part = [&](std::size_t from, std::size_t size) {
        return number_in<int>(name.substr(from, size)).value_or(0);
    };
    const std::chrono::year_month_day date{std::chrono::year(part(0, 4)),
                                           std::chrono::month(static_cast<unsigned>(part(4, 2))),
                                           std::chrono::day(static_cast<unsigned>(part(6, 2)))};
    return std::chrono::sys_days(date).time_since_epoch().count();
}

std::int64_t week_of(std::string_view name) { return (day_of(name) + 3) / 7; }

/// The newest of each of the newest `count` spans.
void keep(const std::vector<std::string>& newest_first, std::int64_t count,
          const std::function<std::int64_t(std::string_view)>& span_of, std::set<std::string>& kept) {
    std::set<std::int64_t> spans;
    for (const std::string& name : newest_first) {
        if (static_cast<std::int64_t>(spans.size()) == count) return;
        if (spans.insert(span_of(name)).second) kept.insert(name);
    }
}

} // namespace

std::string name_of(std::int64_t made_ms) {
    return fmt::format("{}{:%Y%m%dT%H%M%SZ}{}", name_begin,
                       fmt::gmtime(static_cast<std::time_t>(made_ms / 1000)), name_end);
}

bool is_name(std::string_view name) {
    if (name.size() != name_begin.size() + pattern.size() + name_end.size() ||
        !name.starts_with(name_begin) || !name.ends_with(name_end))
        return false;
    name.remove_prefix(name_begin.size());
    return std::equal(pattern.begin(), pattern.end(), name.begin(),
                      [](char wanted, char c) { return wanted == '0' ? is_digit(c) : c == wanted; });
}

std::string unfinished_name_of(std::string_view name) {
    return std::string(name) + std::string(unfinished_end);
}

bool is_unfinished_name(std::string_view name) {
    return name.ends_with(unfinished_end) && is_name(name.substr(0, name.size() - unfinished_end.size()));
}

std::vector<std::string> superfluous(std::vector<std::string> names, const Retention& retention) {
    if (names.empty() || (retention.daily == 0 && retention.weekly == 0)) return {};
    std::sort(names.begin(), names.end(), std::greater<>());
    std::set<std::string> kept{names.front()};
    keep(names, retention.daily, day_of, kept);
    keep(names, retention.weekly, week_of, kept);
    std::erase_if(names, [&](const std::string& name) { return kept.contains(name); });
    return names;
}

std::optional<std::filesystem::file_time_type> newest_in(const std::filesystem::path& folder) {
    std::optional<std::filesystem::file_time_type> newest;
    for (const auto& each : std::filesystem::directory_iterator(folder))
        if (is_name(each.path().filename().string()))
            newest = std::max(newest.value_or(each.last_write_time()), each.last_write_time());
    return newest;
}

std::vector<std::string> backups_in(const std::filesystem::path& folder, std::string_view desk) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (!is_name(name)) continue;
        if (const auto head = head_of(entry.path()); head && head->desk == desk) names.push_back(name);
    }
    return names;
}

} // namespace stu::backup
