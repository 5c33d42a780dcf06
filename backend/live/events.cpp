#include "backend/live/events.hpp"

#include "common/wire/json.hpp"

namespace stu::live {
namespace {

std::string event_of(std::string_view name, std::string_view id, std::string_view data) {
    std::string text;
    if (!id.empty()) text.append("id: ").append(id).append("\n");
    text.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
    return text;
}

/// JSON as it is for people to read, on one line: a line break can only stand between its words, for in a
/// string it is escaped.
std::string on_one_line(std::string_view json) {
    std::string line;
    bool indents = false;
    for (const char c : json) {
        indents = c == '\n' || (indents && c == ' ');
        if (!indents) line += c;
    }
    return line;
}

} // namespace

std::string beginning(std::uint64_t spread) {
    constexpr std::uint64_t least_ms = 1'000, spread_ms = 4'000;
    return "retry: " + std::to_string(least_ms + spread * 997 % spread_ms) + "\n\n";
}

std::string event_text(std::string_view name, std::string_view id) { return event_of(name, id, "{}"); }

std::string event_text(const News& news, std::string_view id) {
    return event_of(stream_event::changes, id, on_one_line(wire::to_json(news)));
}

} // namespace stu::live
