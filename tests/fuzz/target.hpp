#pragma once
// One parser under attack.

#include "common/result.hpp"
#include "tests/common/random_message.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

/// libFuzzer's entry; also called by smoke.cpp where there is no libFuzzer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace stu::fuzz {

/// Well-formed inputs to start from.
std::vector<std::string> seeds();

/// What means something to this parser, for mutations that get further than its first check.
std::vector<std::string_view> words();

/// Of an input for a decoder of messages the first byte picks the type, the rest is the message: calls `f`
/// with an empty message of that type, and the bytes after it.
template <class F> void decode_as_picked(std::string_view input, F&& f) {
    if (input.empty()) return;
    std::size_t types = 0, index = 0;
    test::each_message_type([&](auto) { ++types; });
    const std::size_t picked = static_cast<std::uint8_t>(input.front()) % types;
    test::each_message_type([&](auto message) {
        if (index++ == picked) f(std::move(message), input.substr(1));
    });
}

template <class Encode> std::vector<std::string> seeds_by(Encode encode) {
    std::vector<std::string> inputs;
    test::RandomMessage random(1);
    for (int round = 0; round < 8; ++round) {
        char picks = 0;
        test::each_message_type(
            [&](auto message) { inputs.push_back(picks++ + encode(random.make<decltype(message)>())); });
    }
    return inputs;
}

/// A message that was accepted must mean the same after another trip; a refusal must be `malformed`.
inline void require(bool holds) {
    if (!holds) std::abort();
}

} // namespace stu::fuzz
