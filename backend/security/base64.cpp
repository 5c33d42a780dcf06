#include "backend/security/base64.hpp"

#include <openssl/evp.h>

namespace stu::security {

std::string base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4, '\0'); // and a NUL behind it, which strings have room for
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                    reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    text = text.substr(0, text.find_last_not_of('=') + 1);
    std::string padded(text);
    padded.resize((text.size() + 3) / 4 * 4, '=');
    std::string bytes(padded.size() / 4 * 3, '\0');
    if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(padded.data()),
                        static_cast<int>(padded.size())) < 0)
        return std::nullopt;
    bytes.resize(text.size() * 3 / 4); // what the padding stood for is decoded as zeros
    return bytes;
}

} // namespace stu::security
