#pragma once
// One decoder under attack. The first byte of an input picks the type of message, the rest is the message.

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

/// Well-formed inputs to start from: some messages of every type.
std::vector<std::string> seeds();

/// Calls `f` with an empty message of the type that the first byte picks, and the bytes after it.
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
