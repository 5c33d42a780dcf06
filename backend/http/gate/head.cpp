#include "backend/http/gate/head.hpp"

#include "common/numbers.hpp"
#include "common/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace stu::http {
namespace {

constexpr std::array<std::string_view, 19> passed_on{"host",
                                                     "content-type",
                                                     "cookie",
                                                     "authorization",
                                                     "origin",
                                                     "accept",
                                                     "sec-fetch-site",
                                                     "sec-fetch-mode",
                                                     "sec-fetch-dest",
                                                     "if-none-match",
                                                     "user-agent",
                                                     "accept-encoding",
                                                     "x-stuticket",
                                                     "referer",
                                                     "accept-language",
                                                     "x-stuticket-build",
                                                     "x-stuticket-person",
                                                     "x-stuticket-unasked",
                                                     "last-event-id"};
constexpr std::size_t max_user_agent = 200;

constexpr std::string_view token_chars = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "!#$%&'*+-.^_`|~";
/// For each byte whether it is one of them.
constexpr auto in_token = [] {
    std::array<bool, 256> table{};
    for (const char c : token_chars) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [](char c) { return in_token[static_cast<unsigned char>(c)]; });
}

bool is_field_value(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 0x20 && byte != 0x7f) || c == '\t';
    });
}

/// cpp-httplib up to 0.43 percent-decodes header values after checking them, which turns "%0d%0a" into a line
/// break (CVE-2026-45372). Nobody needs an encoded control character here.
bool hides_control(std::string_view value) {
    for (std::size_t at = value.find('%'); at != value.npos; at = value.find('%', at + 1)) {
        const std::string escape = lower_ascii(value.substr(at + 1, 2));
        if (escape.starts_with('0') || escape.starts_with('1') || escape == "7f") return true;
    }
    return false;
}

std::string_view without_padding(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Takes the next line off `rest`. Precondition: there is one.
std::string_view take_line(std::string_view& rest) {
    const std::size_t end = rest.find("\r\n");
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 2);
    return line;
}

bool is_probe(std::string_view method, std::string_view target) {
    return method != "POST" && (target == "/healthz" || target == "/readyz");
}

/// 0 when the line is fine.
int read_request_line(std::string_view line, Head& head) {
    if (!std::all_of(line.begin(), line.end(), [](char c) { return c >= 0x20 && c <= 0x7e; })) return 400;
    const std::size_t first = line.find(' '), last = line.rfind(' ');
    if (first == line.npos || first == last) return 400;
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (!is_token(method) || target.find(' ') != target.npos) return 400;
    if (!version.starts_with("HTTP/") || version.size() != 8) return 400;
    head.probe = version == "HTTP/1.0" && is_probe(method, target);
    if (version != "HTTP/1.1" && !head.probe) return 505;
    if (target.size() > max_target_bytes) return 414;
    if (method != "GET" && method != "HEAD" && method != "POST") return 405;
    if (!target.starts_with('/')) return 400;
    head.method = method;
    head.target = target;
    return 0;
}

/// What the header lines say about framing.
struct Framing {
    std::optional<std::size_t> content_length;
    bool host = false;
};

int read_content_length(std::string_view value, Framing& framing) {
    if (framing.content_length) return 400;
    if (value.empty() || value.find_first_not_of("0123456789") != value.npos) return 400;
    if (value.size() > 8) return 413;
    framing.content_length = number_in<std::size_t>(value);
    return 0;
}

int read_header_line(std::string_view line, Head& head, Framing& framing) {
    const std::size_t colon = line.find(':');
    if (colon == line.npos || !is_token(line.substr(0, colon))) return 400; // also folded lines
    const std::string lower = lower_ascii(line.substr(0, colon));
    const std::string_view name = lower; // is told from others by its length first
    std::string_view value = without_padding(line.substr(colon + 1));
    if (!is_field_value(value)) return 400;
    if (name == "content-length") return read_content_length(value, framing);
    if (name == "transfer-encoding") return 411;
    if (name == "content-encoding") return 415;
    if (name == "expect") return 417;
    if (name == "connection") {
        if (lower_ascii(value).find("close") != std::string::npos) head.keep_alive = false;
        return 0;
    }
    if (name == "host") {
        if (framing.host || value.empty() || hides_control(value)) return 400;
        framing.host = true;
    }
    if (name == "x-forwarded-for") {
        head.forwarded_for += (head.forwarded_for.empty() ? "" : ",") + std::string(value);
        return 0;
    }
    if (name == "user-agent") value = without_padding(value.substr(0, max_user_agent));
    const bool known = std::find(passed_on.begin(), passed_on.end(), name) != passed_on.end();
    if (known && !hides_control(value)) head.headers.emplace_back(name, value);
    return 0;
}

int check_framing(const Framing& framing, Head& head) {
    if (!framing.host && !head.probe) return 400;
    if (head.probe) head.keep_alive = false;
    if (head.method == "POST" && !framing.content_length) return 411;
    head.content_length = framing.content_length.value_or(0);
    if (head.method != "POST" && head.content_length > 0) return 400;
    return 0;
}

/// 0 when the lines are fine, without the empty one at their end.
int read_lines(std::string_view lines, Head& head) {
    if (const int status = read_request_line(take_line(lines), head)) return status;
    Framing framing;
    for (std::size_t count = 0; !lines.empty(); ++count) {
        if (count == max_header_lines) return 431;
        if (const int status = read_header_line(take_line(lines), head, framing)) return status;
    }
    return check_framing(framing, head);
}

} // namespace

std::string_view Head::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

std::string_view Head::path() const { return std::string_view(target).substr(0, target.find('?')); }

ParsedHead parse_head(std::string_view received) {
    const bool of_head = received.starts_with("HEAD ");
    const std::string_view looked_at = received.substr(0, max_head_bytes);
    const std::size_t end = looked_at.find("\r\n\r\n");
    if (end == received.npos) {
        if (received.size() < max_head_bytes) return std::monostate{};
        const bool in_request_line = looked_at.find("\r\n") == looked_at.npos;
        return Refusal{in_request_line ? 414 : 431, of_head};
    }
    Head head;
    head.bytes = end + 4;
    if (const int status = read_lines(received.substr(0, end + 2), head)) return Refusal{status, of_head};
    return head;
}

} // namespace stu::http
