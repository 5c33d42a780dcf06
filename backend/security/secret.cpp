#include "backend/security/secret.hpp"

#include "backend/security/sha256.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

namespace stu::security {

std::string Secret::code(std::string_view purpose, std::string_view text) const {
    std::string message(purpose);
    message += '\0'; // no purpose contains it, so none is the beginning of another
    message += text;
    std::array<unsigned char, 32> digest{};
    if (EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, key_.data(), key_.size(),
                  reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest.data(),
                  digest.size(), nullptr) == nullptr)
        throw std::runtime_error("HMAC failed");
    return to_hex(digest);
}

bool equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace stu::security
