#include "common/attachment.hpp"

#include "common/text.hpp"

namespace stu {
namespace {

constexpr std::string_view pdf_signature = "%PDF-"; // ISO 32000-1 §7.5.2
constexpr std::string_view extension = ".pdf";

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// `text` without the code points that a file name may not have. Whole sequences go, never single bytes.
std::string allowed_characters(std::string_view text) {
    std::string kept;
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end) {
        end = begin + 1;
        while (end < text.size() && is_continuation(text[end])) ++end;
        const std::string_view character = text.substr(begin, end - begin);
        if (is_single_line(character) && character != "\"") kept += character;
    }
    return kept;
}

std::string first_code_points(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    for (; count > 0 && end < text.size(); --count) {
        ++end;
        while (end < text.size() && is_continuation(text[end])) ++end;
    }
    return std::string(text.substr(0, end));
}

/// A leading dot would hide the file where it is saved.
std::string without_leading_dots(std::string text) {
    while (!text.empty() && text.front() == '.') text = trimmed(std::string_view(text).substr(1));
    return text;
}

/// A byte order mark and line breaks may stand before the signature; where they fill `first_bytes`, what
/// follows is not known yet.
bool begins_like_pdf(std::string_view first_bytes, bool goes_on) {
    if (first_bytes.starts_with("\xEF\xBB\xBF")) first_bytes.remove_prefix(3);
    while (!first_bytes.empty() && (first_bytes.front() == '\r' || first_bytes.front() == '\n'))
        first_bytes.remove_prefix(1);
    return first_bytes.starts_with(pdf_signature) || (goes_on && pdf_signature.starts_with(first_bytes));
}

} // namespace

std::optional<Error> check_pdf(std::string_view file_name, std::int64_t bytes, std::string_view first_bytes) {
    const Message name = quoted_file_name(file_name);
    if (bytes > max_pdf_bytes)
        return refuse(Code::too_large,
                      tr("{file} is too large: a PDF may have up to 2 MB. Scanning in grey or at a lower "
                         "resolution makes it smaller.",
                         {{"file", name}}));
    if (bytes <= 0)
        return refuse(Code::unsupported_media,
                      tr("{file} is empty. Please choose another PDF.", {{"file", name}}));
    if (!begins_like_pdf(first_bytes, bytes > static_cast<std::int64_t>(first_bytes.size())))
        return refuse(
            Code::unsupported_media,
            tr("{file} is not a PDF. Please save or print it as a PDF and choose that.", {{"file", name}}));
    return std::nullopt;
}

Message quoted_file_name(std::string_view file_name) {
    return tr("“{words}”", {{"words", first_code_points(allowed_characters(file_name), max_file_name)}});
}

std::string clean_file_name(std::string_view file_name) {
    if (const std::size_t slash = file_name.find_last_of("/\\"); slash != std::string_view::npos)
        file_name.remove_prefix(slash + 1);
    std::string stem = trimmed(allowed_characters(file_name));
    if (stem.size() >= extension.size() &&
        lower_ascii(std::string_view(stem).substr(stem.size() - extension.size())) == extension)
        stem.resize(stem.size() - extension.size());
    stem = without_leading_dots(trimmed(stem));
    stem = trimmed(first_code_points(stem, max_file_name - extension.size()));
    if (stem.empty()) stem = "document";
    return stem.append(extension);
}

Message size_text(std::int64_t bytes) {
    if (bytes < 1'000) return trn("{count} byte", "{count} bytes", bytes < 0 ? 0 : bytes);
    if (bytes < 999'500) return tr("{kilobytes} KB", {{"kilobytes", (bytes + 500) / 1'000}});
    const std::int64_t tenths = (bytes + 50'000) / 100'000;
    return tr("{whole}.{tenths} MB", {{"whole", tenths / 10}, {"tenths", tenths % 10}});
}

} // namespace stu
