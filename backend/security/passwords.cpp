#include "backend/security/passwords.hpp"

#include <argon2.h>
#include <crypt.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
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

class Slot {
  public:
    explicit Slot(std::counting_semaphore<>& slots) : slots_(slots) { slots_.acquire(); }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    ~Slot() { slots_.release(); }

  private:
    std::counting_semaphore<>& slots_;
};

} // namespace

Passwords::Passwords(Random& random, HashCost cost)
    : random_(random), cost_(cost), prefix_("$argon2id$v=19$m=" + std::to_string(cost.memory_kib) +
                                            ",t=" + std::to_string(cost.passes) + ",p=1$"),
      slots_(std::max(1, static_cast<int>(std::thread::hardware_concurrency()))),
      nobody_(hash(random.hex(16))) {}

std::string Passwords::hash(std::string_view typed) {
    const std::string password = normalized(typed);
    std::array<unsigned char, salt_bytes> salt{};
    random_.fill(salt);
    std::string phc(
        argon2_encodedlen(cost_.passes, cost_.memory_kib, lanes, salt_bytes, tag_bytes, Argon2_id), '\0');
    const Slot slot(slots_);
    if (argon2id_hash_encoded(cost_.passes, cost_.memory_kib, lanes, password.data(), password.size(),
                              salt.data(), salt.size(), tag_bytes, phc.data(), phc.size()) != ARGON2_OK)
        throw std::runtime_error("Argon2id failed");
    phc.resize(phc.find('\0'));
    return phc;
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
    const Slot slot(slots_);
    if (is_bcrypt(encoded)) return verify_bcrypt(password, encoded);
    const int outcome = argon2id_verify(encoded.c_str(), password.data(), password.size());
    if (outcome != ARGON2_OK && outcome != ARGON2_VERIFY_MISMATCH)
        throw std::runtime_error("Argon2id failed");
    return known && outcome == ARGON2_OK;
}

void Passwords::spend_other_kind(std::string_view phc) {
    matches({}, is_bcrypt(phc) ? std::string_view{} : nobodys_bcrypt);
}

} // namespace stu::security
