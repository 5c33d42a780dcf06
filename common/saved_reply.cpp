#include "common/saved_reply.hpp"

#include "common/catalogue.hpp"
#include "common/checks.hpp"
#include "common/rich_text.hpp"
#include "common/text.hpp"
#include "common/ticket.hpp"
#include "common/typed_text.hpp"

#include <algorithm>

namespace stu {
namespace {

constexpr std::string_view open_braces = "{{", close_braces = "}}";
constexpr std::size_t longest_variable = 40;

bool is_variable_name(std::string_view name) {
    return !name.empty() && name.size() <= longest_variable &&
           std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

struct ReplyVariable {
    std::string_view name;  ///< without braces and spaces
    std::string_view words; ///< with them, as a view into the text; empty = there is none
};

/// The first variable at or behind `from`.
ReplyVariable next_variable(std::string_view text, std::size_t from) {
    while ((from = text.find(open_braces, from)) != text.npos) {
        const std::size_t begin = from + open_braces.size(),
                          end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_ ", begin);
        if (end != text.npos && text.substr(end, close_braces.size()) == close_braces) {
            std::string_view name = text.substr(begin, end - begin);
            while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
            while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
            if (is_variable_name(name)) return {name, text.substr(from, end + close_braces.size() - from)};
        }
        ++from;
    }
    return {};
}

} // namespace

std::vector<FieldError> validate(const SavedReplyChange& request) {
    std::vector<FieldError> errors;
    note(errors, "id", check_id(request.id, {tr("The saved reply"), {}, max_id}));
    note(errors, "department",
         check_id(request.department, {tr("The department"), tr("Choose a department."), max_id}));
    note(errors, "title",
         check_line(request.title, {tr("The title"), tr("Give it a title to find it by."), max_reply_title}));
    note(errors, "text",
         check_paragraphs(request.text, {tr("The text"), tr("Write what is to be sent."), max_reply_text}));
    return errors;
}

std::vector<FieldError> validate(const SavedReplyRemoval& request) {
    std::vector<FieldError> errors;
    note(errors, "id", check_id(request.id, {tr("The saved reply"), tr("Choose a saved reply."), max_id}));
    return errors;
}

std::optional<Error> check_replies_room(std::int64_t replies, std::int64_t length, std::string_view text) {
    if (replies >= max_saved_replies)
        return refuse(Code::conflict, tr("The department has {most} saved replies, which is as many as there "
                                         "can be. Remove one that nobody uses.",
                                         {{"most", max_saved_replies}}));
    if (length + static_cast<std::int64_t>(code_points(text)) > max_saved_text)
        return refuse(Code::conflict, tr("So much is saved for this department that no more fits. Remove "
                                         "what nobody uses."));
    return std::nullopt;
}

ReplyValues reply_values(const Ticket& ticket, const Catalogue& catalogue, std::string_view me) {
    const std::string student = as_line(ticket.student_name);
    return {{"student", student},
            {"first_name", student.substr(0, student.find(' '))},
            {"ticket", ticket.number},
            {"service", std::string(service_name(catalogue, ticket.service))},
            {"department", std::string(department_name(catalogue, ticket.department))},
            {"subject", as_line(ticket.subject)},
            {"me", as_line(me)}};
}

std::string filled_in_somehow(std::string_view text) {
    ReplyValues values = reply_values({}, {}, {});
    for (auto& [name, value] : values) value = name;
    return fill_in(text, values);
}

std::string fill_in(std::string_view text, const ReplyValues& values) {
    std::string filled;
    std::size_t at = 0;
    for (ReplyVariable variable; !(variable = next_variable(text, at)).words.empty();) {
        const auto begin = static_cast<std::size_t>(variable.words.data() - text.data());
        filled += text.substr(at, begin - at);
        const auto known = std::find_if(values.begin(), values.end(),
                                        [&](const auto& value) { return value.first == variable.name; });
        const bool has_value = known != values.end() && !known->second.empty();
        filled += has_value ? std::string_view(known->second) : variable.words;
        at = begin + variable.words.size();
    }
    return filled + std::string(text.substr(at));
}

std::string_view unfilled_variable(std::string_view text) {
    if (text.find(open_braces) == text.npos) return {}; // nearly always
    const std::vector<Span> spans = rich_text(text);
    for (std::size_t from = 0;;) {
        const std::string_view words = next_variable(text, from).words;
        if (words.empty()) return {};
        const bool is_code = std::any_of(spans.begin(), spans.end(), [&](const Span& span) {
            return span.kind == SpanKind::code && span.words.data() <= words.data() &&
                   words.data() + words.size() <= span.words.data() + span.words.size();
        });
        if (!is_code) return words;
        from = static_cast<std::size_t>(words.data() - text.data()) + words.size();
    }
}

Message check_filled_in(std::string_view text) {
    const std::string_view variable = unfilled_variable(text);
    if (variable.empty()) return {};
    return tr(
        "Replace {variable} before you send. If the student is to read it like that, put it between two "
        "backticks (`).",
        {{"variable", variable}});
}

} // namespace stu
