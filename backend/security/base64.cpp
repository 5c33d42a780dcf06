#include "backend/security/base64.hpp"

#include <openssl/evp.h>

namespace stu::security {

std::string base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4, '\0'); // and a NUL behind it, which strings have room for
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                    reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    return text;
}

} // namespace stu::security
