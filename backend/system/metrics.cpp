#include "backend/system/metrics.hpp"

#include <array>
#include <charconv>

namespace stu::system {
namespace {

/// The shortest text that reads back as the same number.
std::string number(double value) {
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    return {digits.data(), end};
}

} // namespace

void Exposition::family(std::string_view name, std::string_view type, std::string_view meaning) {
    name_ = name;
    text_.append("# HELP ").append(name).append(" ").append(meaning).append("\n");
    text_.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void Exposition::sample(const Histogram& histogram, Labels labels) {
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < histogram.bounds().size(); ++i) {
        so_far += histogram.count(i);
        line("_bucket", labels, static_cast<double>(so_far), number(histogram.bounds()[i]));
    }
    so_far += histogram.count(histogram.bounds().size());
    line("_bucket", labels, static_cast<double>(so_far), "+Inf");
    line("_sum", labels, histogram.sum());
    line("_count", labels, static_cast<double>(so_far));
}

void Exposition::line(std::string_view suffix, Labels labels, double value, std::string_view bound) {
    text_.append(name_).append(suffix);
    char before = '{';
    const auto label = [&](std::string_view name, std::string_view content) {
        text_.append(1, before).append(name).append("=\"");
        for (const char c : content) {
            if (c == '\\' || c == '"') text_ += '\\';
            text_.append(c == '\n' ? "\\n" : std::string_view(&c, 1));
        }
        text_ += '"';
        before = ',';
    };
    for (const auto& [name, content] : labels) label(name, content);
    if (!bound.empty()) label("le", bound);
    if (before == ',') text_ += '}';
    text_.append(" ").append(number(value)).append("\n");
}

} // namespace stu::system
