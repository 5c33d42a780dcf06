#include "backend/security/chunk_seal.hpp"

#include <openssl/evp.h>

#include <limits>
#include <memory>
#include <span>
#include <stdexcept>

namespace stu::security {
namespace {

constexpr std::size_t gcm_tag_bytes = 16, digest_bytes = 32;

struct FreeCipher {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

int length_of(std::string_view text) {
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        throw std::length_error("a part is too long to be sealed");
    return static_cast<int>(text.size());
}

void require(bool worked) {
    if (!worked) throw std::runtime_error("the encryption of OpenSSL failed");
}

std::string big_endian(std::uint64_t number) {
    std::string bytes(sizeof number, '\0');
    for (std::size_t i = bytes.size(); i-- > 0; number >>= 8) bytes[i] = static_cast<char>(number & 0xff);
    return bytes;
}

/// 96 bits, of which 64 count.
std::string nonce_of(std::uint64_t number) { return std::string(4, '\0') + big_endian(number); }

/// A context that has taken in `head` and `label`.
CipherContext begin(bool encrypt, std::span<const unsigned char, 32> key, std::uint64_t number,
                    std::string_view head, std::string_view label) {
    CipherContext context(EVP_CIPHER_CTX_new());
    require(context != nullptr);
    const std::string nonce = nonce_of(number);
    require(EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), bytes_of(nonce),
                              encrypt ? 1 : 0) == 1);
    int taken = 0;
    for (const std::string_view shown : {head, label})
        require(EVP_CipherUpdate(context.get(), nullptr, &taken, bytes_of(shown), length_of(shown)) == 1);
    return context;
}

} // namespace

ChunkSeal::ChunkSeal(std::string head, const std::optional<Secret>& key) : head_(std::move(head)) {
    if (!key) return;
    const std::string hex = key->code("the key of one file", head_);
    key_.emplace();
    for (std::size_t i = 0; i < key_->size(); ++i)
        (*key_)[i] = static_cast<unsigned char>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
}

std::size_t ChunkSeal::bytes() const { return key_ ? gcm_tag_bytes : digest_bytes; }

std::string ChunkSeal::digest_of(std::uint64_t number, std::string_view label, std::string_view part) const {
    const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
    require(context != nullptr && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1);
    const std::string place = big_endian(number);
    for (const std::string_view each : {std::string_view(head_), std::string_view(place), label, part})
        require(EVP_DigestUpdate(context.get(), each.data(), each.size()) == 1);
    std::string digest(digest_bytes, '\0');
    require(EVP_DigestFinal_ex(context.get(), bytes_of(digest), nullptr) == 1);
    return digest;
}

void ChunkSeal::seal(std::uint64_t number, std::string_view label, std::string& part) const {
    if (!key_) {
        part += digest_of(number, label, part);
        return;
    }
    const CipherContext context = begin(true, *key_, number, head_, label);
    int length = 0;
    require(EVP_CipherUpdate(context.get(), bytes_of(part), &length, bytes_of(part), length_of(part)) == 1);
    require(EVP_CipherFinal_ex(context.get(), bytes_of(part) + length, &length) == 1);
    std::string tag(gcm_tag_bytes, '\0');
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, gcm_tag_bytes, tag.data()) == 1);
    part += tag;
}

bool ChunkSeal::open(std::uint64_t number, std::string_view label, std::string& part) const {
    if (part.size() < bytes()) return false;
    std::string expected = part.substr(part.size() - bytes());
    part.resize(part.size() - bytes());
    if (!key_) return expected == digest_of(number, label, part);
    const CipherContext context = begin(false, *key_, number, head_, label);
    int length = 0;
    require(EVP_CipherUpdate(context.get(), bytes_of(part), &length, bytes_of(part), length_of(part)) == 1);
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, gcm_tag_bytes, expected.data()) == 1);
    return EVP_CipherFinal_ex(context.get(), bytes_of(part) + length, &length) == 1;
}

} // namespace stu::security
