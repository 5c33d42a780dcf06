#include "backend/security/passwords.hpp"

#include "backend/security/base64.hpp"

#include <argon2.h>
#include <crypt.h>
#include <openssl/crypto.h>
#include <utf8proc.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <thread>

namespace stu::security {
namespace {

constexpr std::uint32_t lanes = 1;
constexpr std::size_t salt_bytes = 16, tag_bytes = 32;

/// bcrypt, as the earlier application kept passwords.
bool is_bcrypt(std::string_view hash) { return hash.starts_with("$2"); }

bool verify_bcrypt(std::string_view password, const std::string& hash) {
    if (password.find('\0') != password.npos) return false; // crypt() would compare what stands before it
    const auto data = std::make_unique<crypt_data>();
    const char* made = ::crypt_r(std::string(password).c_str(), hash.c_str(), data.get());
    return made != nullptr && made[0] != '*' && hash == made;
}

/// Nobody's, of the cost that Flask-Bcrypt uses.
constexpr const char* nobodys_bcrypt = "$2b$12$s5/5ATFDWmYanpZ6DsCYROyOUNEWpQM3kHlcvj0IpqVwj7lsYQup.";

struct Freed {
    void operator()(utf8proc_uint8_t* text) const { std::free(text); }
};

/// NFKC; what is not UTF-8 stays as it is.
std::string normalized(std::string_view password) {
    utf8proc_uint8_t* made = nullptr;
    const auto size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(password.data()),
                     static_cast<utf8proc_ssize_t>(password.size()), &made,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
    const std::unique_ptr<utf8proc_uint8_t, Freed> owned(made);
    if (size < 0) return std::string(password);
    return std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
}

/// Of another cost than the present one.
bool verify_other_argon2id(std::string_view password, const std::string& hash) {
    const int outcome = argon2id_verify(hash.c_str(), password.data(), password.size());
    if (outcome != ARGON2_OK && outcome != ARGON2_VERIFY_MISMATCH)
        throw std::runtime_error("Argon2id failed");
    return outcome == ARGON2_OK;
}

std::string random_bytes(Random& random, std::size_t count) {
    std::string bytes(count, '\0');
    random.fill(std::span(reinterpret_cast<unsigned char*>(bytes.data()), count));
    return bytes;
}

/// Without a const that Argon2's interface lacks; told of no flags, it only reads.
std::uint8_t* as_bytes(std::string_view text) {
    return reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
}

/// As PHC texts have it: without padding.
std::string unpadded_base64(std::string_view bytes) {
    std::string text = base64(bytes);
    text.resize(text.find_last_not_of('=') + 1);
    return text;
}

/// Argon2's callbacks are not told whose hash it is, so its thread remembers the memory.
thread_local std::uint8_t* memory_of_thread = nullptr;

int lend_memory(std::uint8_t** memory, std::size_t) {
    *memory = memory_of_thread;
    return ARGON2_OK;
}

/// Argon2 has wiped it.
void return_memory(std::uint8_t*, std::size_t) {}

} // namespace

Passwords::Passwords(Random& random, HashCost cost)
    : random_(random), cost_(cost), prefix_("$argon2id$v=19$m=" + std::to_string(cost.memory_kib) +
                                            ",t=" + std::to_string(cost.passes) + ",p=1$"),
      threads_(std::max(1U, std::thread::hardware_concurrency()), std::size_t{cost.memory_kib} << 10,
               std::chrono::seconds(2)),
      nobody_(prefix_ + unpadded_base64(random_bytes(random, salt_bytes)) + '$' +
              unpadded_base64(random_bytes(random, tag_bytes))) {}

std::string Passwords::hash(std::string_view typed) {
    return argon2id(normalized(typed), random_bytes(random_, salt_bytes));
}

/// The PHC text of a hash with the present parameters.
std::string Passwords::argon2id(std::string_view password, std::string_view salt) {
    std::string tag(tag_bytes, '\0');
    argon2_context context{};
    context.out = as_bytes(tag);
    context.outlen = static_cast<std::uint32_t>(tag.size());
    context.pwd = as_bytes(password);
    context.pwdlen = static_cast<std::uint32_t>(password.size());
    context.salt = as_bytes(salt);
    context.saltlen = static_cast<std::uint32_t>(salt.size());
    context.t_cost = cost_.passes;
    context.m_cost = cost_.memory_kib;
    context.lanes = context.threads = lanes;
    context.version = ARGON2_VERSION_13;
    context.allocate_cbk = lend_memory;
    context.free_cbk = return_memory;
    threads_.run([&](std::uint8_t* memory) {
        memory_of_thread = memory;
        if (argon2id_ctx(&context) != ARGON2_OK) throw std::runtime_error("Argon2id failed");
    });
    return prefix_ + unpadded_base64(salt) + '$' + unpadded_base64(tag);
}

Passwords::Match Passwords::match(std::string_view typed, std::string_view phc) {
    const std::string password = normalized(typed);
    if (matches(password, phc)) return phc.starts_with(prefix_) ? Match::right : Match::outdated;
    // Hashes from before there was a normal form.
    return password != typed && matches(typed, phc) ? Match::outdated : Match::wrong;
}

bool Passwords::matches(std::string_view password, std::string_view phc) {
    const bool known = !phc.empty();
    const std::string encoded = known ? std::string(phc) : nobody_;
    if (const auto salt = salt_of(encoded)) {
        const std::string made = argon2id(password, *salt);
        return known && made.size() == encoded.size() &&
               CRYPTO_memcmp(made.data(), encoded.data(), made.size()) == 0;
    }
    bool right = false;
    threads_.run([&](std::uint8_t*) { // whose memory these do not use
        right =
            is_bcrypt(encoded) ? verify_bcrypt(password, encoded) : verify_other_argon2id(password, encoded);
    });
    return known && right;
}

/// Of a hash like those that `argon2id` makes; nothing of any other.
std::optional<std::string> Passwords::salt_of(std::string_view phc) const {
    if (!phc.starts_with(prefix_) || phc.size() != nobody_.size()) return std::nullopt;
    phc.remove_prefix(prefix_.size());
    return from_base64(phc.substr(0, std::min(phc.find('$'), phc.size())));
}

void Passwords::spend_other_kind(std::string_view phc) {
    matches({}, is_bcrypt(phc) ? std::string_view{} : nobodys_bcrypt);
}

} // namespace stu::security
