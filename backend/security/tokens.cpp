#include "backend/security/tokens.hpp"

#include "backend/security/sha256.hpp"

#include <array>

namespace stu::security {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // no I, L, O, U
constexpr std::size_t code_symbols = 26;                                  // 130 bits

char canonical(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return '0';
    if (c == 'I' || c == 'L') return '1';
    return c;
}

} // namespace

std::string make_token(Random& random) { return random.hex(32); }

std::string token_hash(std::string_view token) { return sha256(token); }

std::string make_access_code(Random& random) {
    std::array<unsigned char, code_symbols> bytes{};
    random.fill(bytes);
    std::string code;
    for (std::size_t i = 0; i < code_symbols; ++i) {
        if (i != 0 && i % 4 == 0) code += '-';
        code += alphabet[bytes[i] % alphabet.size()]; // 256 is a multiple of 32: no symbol is likelier
    }
    return code;
}

std::string access_code_hash(std::string_view typed) {
    std::string code;
    for (const char c : typed)
        if (c != '-' && c != ' ') code += canonical(c);
    return sha256(code);
}

} // namespace stu::security
