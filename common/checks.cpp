#include "common/checks.hpp"

#include "common/text.hpp"
#include "common/ticket_number.hpp"
#include "common/typed_text.hpp"

#include <utility>

namespace stu {
namespace {

/// `text` as it would be kept.
std::string check(const std::string& text, const FieldText& field) {
    const std::string subject(field.subject);
    if (text.empty()) return std::string(field.missing);
    if (!is_utf8(text)) return subject + " contains characters that cannot be shown. Please type it again.";
    if (const std::size_t length = code_points(text); length > field.max)
        return subject + " can have " + std::to_string(field.max) + " characters at most; this one has " +
               std::to_string(length) + ".";
    return {};
}

} // namespace

std::string check_line(std::string_view value, const FieldText& field) {
    return check(as_line(value), field);
}

std::string check_paragraphs(std::string_view value, const FieldText& field) {
    return check(as_paragraphs(value), field);
}

std::string check_id(std::string_view value, const FieldText& field) {
    if (!is_single_line(value)) return std::string(field.subject) + " is not known. Please reload the page.";
    return check(std::string(value), field);
}

std::string check_ticket_number(std::string_view number) {
    return parse_ticket_number(number) ? std::string()
                                       : "This is not a ticket number. It looks like 7QHD-20Z8.";
}

void note(std::vector<FieldError>& errors, std::string_view field, std::string sentence) {
    if (!sentence.empty()) errors.push_back(FieldError{std::string(field), std::move(sentence)});
}

} // namespace stu
