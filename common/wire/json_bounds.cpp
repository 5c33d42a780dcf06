// The flat scan before any JSON is parsed (declared in json.hpp). It holds one bit per open bracket instead
// of a call stack, so two million of `[` cost it two million comparisons at most, and in fact seventeen.

#include "common/text.hpp"
#include "common/wire/json.hpp"

#include <bitset>

namespace stu::wire {
namespace {

/// A parsed value costs 16 bytes, twice while the parser's stack grows; real requests have some dozens.
constexpr std::size_t max_values = allocation_budget / 128;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    /// RFC 8259 §2, without recursion: value, then whatever closes or separates, until nothing is open.
    bool is_one_value() {
        while (true) {
            skip_space();
            if (take('{')) {
                if (!open(true)) return false;
                skip_space();
                if (!take('}')) {
                    if (!key()) return false;
                    continue;
                }
                --depth_;
            } else if (take('[')) {
                if (!open(false)) return false;
                skip_space();
                if (!take(']')) continue;
                --depth_;
            } else if (!scalar()) {
                return false;
            }
            if (!close_finished()) return false;
            if (depth_ == 0) {
                skip_space();
                return rest_.empty();
            }
            if (!take(',')) return false;
            if (in_object_[depth_] && !key()) return false;
        }
    }

  private:
    bool open(bool object) {
        if (depth_ == max_depth || ++values_ > max_values) return false;
        in_object_[++depth_] = object;
        return true;
    }

    /// Closes every bracket that ends here. False when a bracket closes what it did not open.
    bool close_finished() {
        for (skip_space(); depth_ > 0; skip_space()) {
            if (take(in_object_[depth_] ? '}' : ']'))
                --depth_;
            else
                return !rest_.empty() && rest_.front() == ',';
        }
        return true;
    }

    bool key() {
        skip_space();
        if (!string()) return false;
        skip_space();
        return take(':');
    }

    bool scalar() {
        if (++values_ > max_values) return false;
        return string() || number() || take_word("true") || take_word("false") || take_word("null");
    }

    /// Control characters must be escaped; an escaped NUL is legal JSON, but never part of a text of ours.
    bool string() {
        if (!take('"')) return false;
        while (!rest_.empty()) {
            const char c = next();
            if (c == '"') return true;
            if (static_cast<unsigned char>(c) < 0x20 || (c == '\\' && !escape())) return false;
        }
        return false;
    }

    bool escape() {
        if (rest_.empty()) return false;
        const char c = next();
        if (c != 'u') return std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos;
        const std::string_view digits = rest_.substr(0, 4);
        for (char digit : digits)
            if (!is_hex(digit)) return false;
        if (digits.size() != 4 || digits == "0000") return false;
        rest_.remove_prefix(4);
        return true;
    }

    bool number() {
        take('-');
        if (!take('0') && !digits()) return false;
        if (take('.') && !digits()) return false;
        if (take('e') || take('E')) {
            if (!take('+')) take('-');
            return digits();
        }
        return true;
    }

    bool digits() {
        const std::size_t before = rest_.size();
        while (!rest_.empty() && is_digit(rest_.front())) rest_.remove_prefix(1);
        return rest_.size() < before;
    }

    void skip_space() {
        while (!rest_.empty() && std::string_view(" \t\n\r").find(rest_.front()) != std::string_view::npos)
            rest_.remove_prefix(1);
    }

    char next() {
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool take_word(std::string_view word) {
        if (rest_.substr(0, word.size()) != word) return false;
        rest_.remove_prefix(word.size());
        return true;
    }

    std::string_view rest_;
    std::bitset<max_depth + 1> in_object_;
    std::size_t depth_ = 0;
    std::size_t values_ = 0;
};

} // namespace

bool is_bounded_json(std::string_view text) {
    return text.size() <= max_message_bytes && is_utf8(text) && Scanner(text).is_one_value();
}

} // namespace stu::wire
