#include "common/checks.hpp"

#include "common/text.hpp"
#include "common/ticket_number.hpp"
#include "common/typed_text.hpp"

#include <utility>

namespace stu {
namespace {

/// `text` as it would be kept.
Message check(const std::string& text, const FieldText& field) {
    if (text.empty()) return field.missing;
    if (!is_utf8(text))
        return tr("{what} contains characters that cannot be shown. Please type it again.",
                  {{"what", field.subject}});
    if (const std::size_t length = code_points(text); length > field.max)
        return tr("{what} can have {most} characters at most; this one has {length}.",
                  {{"what", field.subject}, {"most", field.max}, {"length", length}});
    return {};
}

} // namespace

Message check_line(std::string_view value, const FieldText& field) { return check(as_line(value), field); }

Message check_paragraphs(std::string_view value, const FieldText& field) {
    return check(as_paragraphs(value), field);
}

Message check_id(std::string_view value, const FieldText& field) {
    if (!is_single_line(value))
        return tr("{what} is not known. Please reload the page.", {{"what", field.subject}});
    return check(std::string(value), field);
}

Message check_ticket_number(std::string_view number) {
    if (parse_ticket_number(number)) return {};
    return tr("This is not a ticket number. It looks like 7QHD-20Z8.");
}

void note(std::vector<FieldError>& errors, std::string_view field, Message sentence) {
    if (!sentence.empty()) errors.push_back(FieldError{std::string(field), std::move(sentence)});
}

} // namespace stu
