#include "common/language/plural_rule.hpp"

#include <charconv>

namespace stu {
namespace {

constexpr std::size_t most_forms = 8;

/// Recursive descent over the operators of C, by their precedence. Every value is a 64-bit number.
class Evaluation {
  public:
    Evaluation(std::string_view expression, std::uint64_t n) : rest_(expression), n_(n) {}

    /// Nothing when the expression cannot be read, or divides by zero.
    std::optional<std::uint64_t> value() {
        const std::uint64_t value = choice();
        skip_spaces();
        if (!rest_.empty()) fine_ = false;
        return fine_ ? std::optional(value) : std::nullopt;
    }

  private:
    static constexpr int deepest = 32;

    void skip_spaces() {
        while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    }
    bool takes(std::string_view sign) {
        skip_spaces();
        if (!rest_.starts_with(sign)) return false;
        rest_.remove_prefix(sign.size());
        return true;
    }
    std::uint64_t choice() {
        if (++depth_ > deepest) fine_ = false;
        if (!fine_) return 0;
        const std::uint64_t condition = binary(0);
        std::uint64_t value = condition;
        if (takes("?")) {
            const std::uint64_t yes = choice();
            if (!takes(":")) fine_ = false;
            const std::uint64_t no = choice();
            value = condition != 0 ? yes : no;
        }
        --depth_;
        return value;
    }

    struct Operator {
        std::string_view sign;
        int level;
    };
    /// Signs that begin with another one stand before it.
    static constexpr Operator operators[] = {{"||", 0}, {"&&", 1}, {"==", 2}, {"!=", 2}, {"<=", 3},
                                             {">=", 3}, {"<", 3},  {">", 3},  {"+", 4},  {"-", 4},
                                             {"*", 5},  {"/", 5},  {"%", 5}};
    static constexpr int levels = 6;

    std::uint64_t binary(int level) {
        if (level == levels) return unary();
        std::uint64_t left = binary(level + 1);
        while (fine_) {
            const Operator* found = nullptr;
            for (const Operator& each : operators)
                if (each.level == level && takes(each.sign)) {
                    found = &each;
                    break;
                }
            if (found == nullptr) return left;
            left = applied(found->sign, left, binary(level + 1));
        }
        return left;
    }
    std::uint64_t applied(std::string_view sign, std::uint64_t a, std::uint64_t b) {
        if ((sign == "/" || sign == "%") && b == 0) fine_ = false;
        if (!fine_) return 0;
        if (sign == "||") return (a != 0 || b != 0) ? 1 : 0;
        if (sign == "&&") return (a != 0 && b != 0) ? 1 : 0;
        if (sign == "==") return a == b ? 1 : 0;
        if (sign == "!=") return a != b ? 1 : 0;
        if (sign == "<=") return a <= b ? 1 : 0;
        if (sign == ">=") return a >= b ? 1 : 0;
        if (sign == "<") return a < b ? 1 : 0;
        if (sign == ">") return a > b ? 1 : 0;
        if (sign == "+") return a + b;
        if (sign == "-") return a - b;
        if (sign == "*") return a * b;
        return sign == "/" ? a / b : a % b;
    }
    std::uint64_t unary() {
        int negations = 0;
        while (takes("!")) ++negations;
        const std::uint64_t value = primary();
        if (negations == 0) return value;
        return (value != 0) == (negations % 2 == 0) ? 1 : 0;
    }
    std::uint64_t primary() {
        if (takes("n")) return n_;
        if (takes("(")) {
            const std::uint64_t value = choice();
            if (!takes(")")) fine_ = false;
            return value;
        }
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc{}) fine_ = false;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }

    std::string_view rest_;
    std::uint64_t n_;
    int depth_ = 0;
    bool fine_ = true;
};

/// What stands between `name` and the next semicolon.
std::string_view setting(std::string_view header, std::string_view name) {
    const std::size_t at = header.find(name);
    if (at == header.npos) return {};
    header.remove_prefix(at + name.size());
    return header.substr(0, header.find(';'));
}

} // namespace

std::optional<PluralRule> PluralRule::read(std::string_view header) {
    PluralRule rule;
    const std::string_view forms = setting(header, "nplurals=");
    const auto [end, error] = std::from_chars(forms.data(), forms.data() + forms.size(), rule.forms_);
    if (error != std::errc{} || end != forms.data() + forms.size()) return std::nullopt;
    if (rule.forms_ == 0 || rule.forms_ > most_forms) return std::nullopt;
    rule.expression_ = setting(header, " plural=");
    for (const std::uint64_t n : {0u, 1u, 2u, 5u}) {
        const auto form = Evaluation(rule.expression_, n).value();
        if (!form || *form >= rule.forms_) return std::nullopt;
    }
    return rule;
}

std::size_t PluralRule::form_of(std::int64_t count) const {
    const auto n = count < 0 ? 0 - static_cast<std::uint64_t>(count) : static_cast<std::uint64_t>(count);
    const auto form = Evaluation(expression_, n).value();
    return form && *form < forms_ ? static_cast<std::size_t>(*form) : 0;
}

} // namespace stu
