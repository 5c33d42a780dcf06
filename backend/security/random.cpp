#include "backend/security/random.hpp"

#include "backend/security/sha256.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace stu::security {
namespace {

/// 0, 1, 2 … within a millisecond (RFC 9562 §6.2, method 1): lists are ordered by id, and two tickets filed
/// in a row must not change places.
unsigned next_within(std::int64_t now_ms) {
    static std::mutex mutex;
    static std::int64_t last_ms = 0;
    static unsigned counter = 0;
    const std::lock_guard lock(mutex);
    if (now_ms != last_ms) counter = 0;
    last_ms = now_ms;
    return counter++ & 0x0fffU;
}

} // namespace

std::uint64_t Random::number() {
    std::array<unsigned char, sizeof(std::uint64_t)> bytes{};
    fill(bytes);
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    return number;
}

std::string Random::hex(std::size_t bytes) {
    std::vector<unsigned char> buffer(bytes);
    fill(buffer);
    return to_hex(buffer);
}

void SystemRandom::fill(std::span<unsigned char> bytes) {
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        throw std::runtime_error("the random number generator failed");
}

void SystemRandom::fill_public(std::span<unsigned char> bytes) {
    thread_local std::array<unsigned char, 512> drawn{};
    thread_local std::size_t used = drawn.size();
    if (bytes.size() > drawn.size()) return fill(bytes);
    if (drawn.size() - used < bytes.size()) {
        fill(drawn);
        used = 0;
    }
    std::copy_n(drawn.begin() + used, bytes.size(), bytes.begin());
    used += bytes.size();
}

std::string make_id(Random& random, std::int64_t now_ms) {
    std::array<unsigned char, 16> bytes{};
    random.fill(bytes);
    const auto time = static_cast<std::uint64_t>(now_ms);
    for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<unsigned char>(time >> (40 - 8 * i));
    const unsigned counter = next_within(now_ms);
    bytes[6] = static_cast<unsigned char>(0x70U | (counter >> 8));
    bytes[7] = static_cast<unsigned char>(counter);
    bytes[8] = static_cast<unsigned char>(0x80 | (bytes[8] & 0x3f));
    std::string id = to_hex(bytes);
    for (const std::size_t hyphen : {20U, 16U, 12U, 8U}) id.insert(hyphen, 1, '-');
    return id;
}

} // namespace stu::security
