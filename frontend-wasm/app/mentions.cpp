#include "frontend-wasm/app/mentions.hpp"

#include "common/mentions.hpp"

#include <algorithm>

namespace stu::app {

std::size_t end_of_change(std::string_view before, std::string_view now) {
    const std::size_t shorter = std::min(before.size(), now.size());
    std::size_t begin = 0, end = 0;
    while (begin < shorter && before[begin] == now[begin]) ++begin;
    while (end < shorter - begin && before[before.size() - 1 - end] == now[now.size() - 1 - end]) ++end;
    std::size_t at = now.size() - end;
    const auto is_inside = [&] { return (static_cast<unsigned char>(now[at]) & 0xC0) == 0x80; };
    while (at < now.size() && is_inside()) ++at;
    return at;
}

std::vector<const Colleague*> colleagues_to_call(const page::Ticket::NoteForm& note, const TicketView& ticket,
                                                 std::string_view writer) {
    const std::string_view begun = mention_begun(note.request.text, note.caret);
    if (begun.empty()) return {};
    auto called = colleagues_called(begun.substr(1), ticket.colleagues);
    std::erase_if(called, [&](const Colleague* each) { return each->id == writer; });
    return called;
}

void call_colleague(page::Ticket::NoteForm& note, std::string_view name) {
    std::string& text = note.request.text;
    const std::string_view begun = mention_begun(text, note.caret);
    if (begun.empty()) return;
    const auto at = static_cast<std::size_t>(begun.data() - text.data());
    const bool has_space = at + begun.size() < text.size() && text[at + begun.size()] == ' ';
    text.replace(at, begun.size(), "@" + std::string(name) + (has_space ? "" : " "));
    note.caret = at + name.size() + 2;
}

} // namespace stu::app
