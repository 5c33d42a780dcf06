#include "backend/cli/env_file.hpp"
#include "backend/cli/english.hpp"

#include "common/text.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

namespace stu::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t max_bytes = 65'536;

bool is_name(std::string_view text) {
    const auto may_stand = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !text.empty() && !(text.front() >= '0' && text.front() <= '9') &&
           std::all_of(text.begin(), text.end(), may_stand);
}

bool is_comment_or_empty(std::string_view text) { return text.empty() || text.front() == '#'; }

/// The value that `text` begins with a quote for; nothing when the quote is not closed or something follows
/// it.
std::optional<std::string> unquoted(std::string_view text) {
    const char quote = text.front();
    std::string value;
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == quote) {
            if (!is_comment_or_empty(trimmed(text.substr(at + 1)))) return std::nullopt;
            return value;
        }
        const bool escapes = quote == '"' && text[at] == '\\' && at + 1 < text.size() &&
                             (text[at + 1] == '"' || text[at + 1] == '\\');
        value += text[escapes ? ++at : at];
    }
    return std::nullopt;
}

/// Nothing when quotes are wrong.
std::optional<std::string> value_of(std::string_view text) {
    if (is_comment_or_empty(text)) return "";
    if (text.front() == '"' || text.front() == '\'') return unquoted(text);
    const std::size_t comment = std::min(text.find(" #"), text.find("\t#"));
    return trimmed(text.substr(0, comment));
}

/// What is wrong with one line that is neither empty nor a comment; empty when it was added to `variables`.
std::string add_line(std::string_view line, Variables& variables) {
    if (!is_multi_line(line)) return "contains a control character or is not UTF-8";
    const std::size_t equals = line.find('=');
    if (equals == line.npos) return "is not of the form NAME=value";
    std::string name = trimmed(line.substr(0, equals));
    if (name.starts_with("export ")) name = trimmed(std::string_view(name).substr(7));
    if (!is_name(name)) return "does not begin with a name of letters, digits and _";
    auto value = value_of(trimmed(line.substr(equals + 1)));
    if (!value) return "has quotes that do not match, or something after them";
    if (!variables.emplace(name, *std::move(value)).second) return "sets " + name + " a second time";
    return {};
}

} // namespace

Result<Variables> parse_env(std::string_view text) {
    Variables variables;
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        const std::string line = trimmed(text.substr(0, end)); // a carriage return is white space, too
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        if (is_comment_or_empty(line)) continue;
        std::string problem = add_line(line, variables);
        if (!problem.empty())
            return unusable(Code::malformed, "Line " + std::to_string(number) + " " + problem + ".");
    }
    return variables;
}

Result<Variables> read_env_file(const fs::path& file, bool (*is_secret)(std::string_view name)) {
    const std::string named = "\"" + file.string() + "\"";
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found) return Variables{};
    if (!fs::is_regular_file(status)) return unusable(Code::invalid, named + " cannot be read as a file.");
    if (fs::file_size(file, error) > max_bytes)
        return unusable(Code::too_large, named + " is larger than 64 KiB, which is no file of settings.");
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return unusable(Code::forbidden, named + " cannot be read. Whose file is it?");

    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    auto variables = parse_env(text);
    if (!variables) return unusable(variables.error().code, named + ": " + english(variables.error()));
    const auto secret = std::find_if(variables->begin(), variables->end(), [&](const auto& variable) {
        return is_secret(variable.first) && !variable.second.empty();
    });
    if (secret != variables->end() && (status.permissions() & fs::perms::others_all) != fs::perms::none)
        return unusable(Code::forbidden, named + " holds " + secret->first +
                                             ", but every user of this machine may open it. Run: chmod 600 " +
                                             file.string());
    return variables;
}

} // namespace stu::cli
