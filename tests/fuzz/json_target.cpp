#include "common/wire/binary.hpp"
#include "common/wire/json.hpp"
#include "tests/fuzz/target.hpp"

using namespace stu;

std::vector<std::string_view> stu::fuzz::words() {
    return {"[",        "]",           "{",    "}",     "\"", ":",       ",",
            "\\u0000",  "\\ud800",     "null", "1e999", "-",  "\"id\":", std::string_view("\0", 1),
            "\xC0\x80", "\xED\xA0\x80"};
}

std::vector<std::string> stu::fuzz::seeds() {
    return seeds_by([](const auto& message) { return wire::to_json(message); });
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::decode_as_picked({reinterpret_cast<const char*>(data), size},
                           [](auto empty, std::string_view text) {
                               using T = decltype(empty);
                               const auto read = wire::from_json<T>(text);
                               if (!read) {
                                   fuzz::require(read.error().code == Code::malformed);
                                   return;
                               }
                               fuzz::require(wire::is_bounded_json(text));
                               const std::string binary = wire::to_binary(read.value());
                               const auto again = wire::from_binary<T>(binary, binary.size());
                               fuzz::require(again && wire::to_binary(again.value()) == binary);
                           });
    return 0;
}
