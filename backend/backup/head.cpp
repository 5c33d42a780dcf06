#include "backend/backup/head.hpp"

#include "common/numbers.hpp"

namespace stu::backup {
namespace {

constexpr std::string_view plain = "StuTicket backup1p", encrypted = "StuTicket backup1e";
constexpr std::size_t digits = 32;
static_assert(plain.size() + 3 * digits == Head::bytes);

constexpr std::uint32_t last_bit = 0x8000'0000U;

std::string check_of(const security::Secret& key, std::string_view salt) {
    return key.code("whether a key is that of a backup", salt).substr(0, digits);
}

} // namespace

Head make_head(const std::optional<security::Secret>& key, std::string_view desk, security::Random& random) {
    Head head{.encrypted = key.has_value(),
              .salt = random.hex(digits / 2),
              .key_check = std::string(digits, '0'),
              .desk = std::string(desk)};
    if (key) head.key_check = check_of(*key, head.salt);
    return head;
}

std::string text_of(const Head& head) {
    return std::string(head.encrypted ? encrypted : plain) + head.salt + head.key_check + head.desk;
}

std::optional<Head> head_in(std::string_view text) {
    if (text.size() != Head::bytes || (!text.starts_with(plain) && !text.starts_with(encrypted)))
        return std::nullopt;
    Head head{.encrypted = text.starts_with(encrypted), .salt = {}, .key_check = {}, .desk = {}};
    text.remove_prefix(plain.size());
    for (std::string* const part : {&head.salt, &head.key_check, &head.desk}) {
        *part = text.substr(0, digits);
        if (!is_hex(*part, digits)) return std::nullopt;
        text.remove_prefix(digits);
    }
    return head;
}

bool fits(const security::Secret& key, const Head& head) {
    return security::equal(check_of(key, head.salt), head.key_check);
}

std::string label_of(std::size_t bytes, bool last) {
    const auto word = static_cast<std::uint32_t>(bytes) | (last ? last_bit : 0U);
    std::string text;
    for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>((word >> shift) & 0xffU);
    return text;
}

Label label_in(std::string_view text) {
    std::uint32_t word = 0;
    for (const char byte : text) word = (word << 8) | static_cast<unsigned char>(byte);
    return {word & ~last_bit, (word & last_bit) != 0};
}

} // namespace stu::backup
