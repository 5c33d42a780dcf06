#include "backend/app/addresses.hpp"

#include "common/user.hpp"

#include <algorithm>
#include <idn2.h>
#include <memory>

namespace stu::app {
namespace {

bool is_ascii(std::string_view address) {
    return std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c <= '~'; });
}

} // namespace

std::string account_address(std::string_view typed) {
    std::string address = folded_email(typed);
    const std::size_t at = address.rfind('@');
    if (at == std::string::npos || is_ascii(address)) return address;
    char* made = nullptr;
    const int outcome =
        ::idn2_to_ascii_8z(address.c_str() + at + 1, &made, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    const std::unique_ptr<char, void (*)(void*)> domain(made, ::idn2_free);
    if (outcome == IDN2_OK) address.replace(at + 1, std::string::npos, domain.get());
    return address;
}

Message check_account_address(std::string_view address) {
    return is_ascii(address) ? check_email(address) : Message(not_an_email);
}

} // namespace stu::app
