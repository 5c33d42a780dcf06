#include "backend/store/engine/announcements.hpp"

#include "common/numbers.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stu::store {
namespace {

constexpr std::size_t most_bytes = 7'000; // of the 8,000 that PostgreSQL takes; a ticket is told in about 130
constexpr std::string_view mail = "mail";
/// Stands before an internal change. A server that knows of none finds no version in its place, and tells
/// nobody.
constexpr std::string_view internal_mark = "internal\t";

/// Stands before who looks at a ticket. A server that knows of none finds a number in the place of a version.
constexpr std::string_view presence_mark = "present\t";

/// No field holds a tab or the end of a line: ids, a number and a slug.
std::string line_of(const TicketChanged& ticket) {
    return std::string(ticket.internal ? internal_mark : "") + ticket.ticket_id + "\t" + ticket.number +
           "\t" + std::to_string(ticket.version) + "\t" + ticket.owner_id + "\t" + ticket.department + "\n";
}

std::string line_of(const PresenceTold& told) {
    return std::string(presence_mark) + told.ticket_id + "\t" + told.number + "\t" + told.department + "\t" +
           told.user_id + "\t" + told.page + "\t" + std::string(name_of(told.doing)) + "\t" + told.name +
           "\n";
}

/// Fills `fields` from a line in which tabs stand between them.
template <std::size_t n> void take_fields(std::string_view line, std::array<std::string_view, n>& fields) {
    for (std::string_view& field : fields) {
        field = line.substr(0, line.find('\t'));
        line.remove_prefix(std::min(field.size() + 1, line.size()));
    }
}

std::optional<PresenceTold> presence_in(std::string_view line) {
    if (!line.starts_with(presence_mark)) return std::nullopt;
    std::array<std::string_view, 7> fields;
    take_fields(line.substr(presence_mark.size()), fields);
    const auto doing = from_name<Doing>(fields[5]);
    if (!doing || fields[6].empty()) return std::nullopt;
    return PresenceTold{std::string(fields[0]),
                        std::string(fields[1]),
                        std::string(fields[2]),
                        std::string(fields[3]),
                        std::string(fields[4]),
                        std::string(fields[6]),
                        *doing};
}

std::optional<TicketChanged> ticket_in(std::string_view line) {
    const bool internal = line.starts_with(internal_mark);
    if (internal) line.remove_prefix(internal_mark.size());
    std::array<std::string_view, 5> fields;
    take_fields(line, fields);
    const auto version = number_in<std::int64_t>(fields[2]);
    if (!version || fields[4].empty()) return std::nullopt;
    return TicketChanged{std::string(fields[0]), std::string(fields[1]), *version,
                         std::string(fields[3]), std::string(fields[4]), internal};
}

} // namespace

void announce(sql::Connection& connection, std::string_view self, const Changes& changes) {
    if (connection.dialect() == sql::Dialect::sqlite || changes.empty()) return;
    const std::string beginning = std::string(self) + "\n";
    std::string text = beginning;
    if (changes.mail_queued) text.append(mail).append("\n");
    const auto add = [&](const std::string& line) {
        text += line;
        if (text.size() < most_bytes) return;
        connection.announce(text);
        text = beginning;
    };
    for (const TicketChanged& each : changes.tickets) add(line_of(each));
    for (const PresenceTold& each : changes.presences) add(line_of(each));
    if (text != beginning) connection.announce(text);
}

std::optional<Changes> changes_in(std::string_view announcement, std::string_view self) {
    Changes changes;
    bool is_first = true;
    while (!announcement.empty()) {
        const std::string_view line = announcement.substr(0, announcement.find('\n'));
        announcement.remove_prefix(std::min(line.size() + 1, announcement.size()));
        if (std::exchange(is_first, false)) {
            if (line == self) return std::nullopt;
        } else if (line == mail) {
            changes.mail_queued = true;
        } else if (auto told = presence_in(line)) {
            changes.presences.push_back(std::move(*told));
        } else if (auto ticket = ticket_in(line)) {
            changes.tickets.push_back(std::move(*ticket));
        }
    }
    return changes;
}

} // namespace stu::store
