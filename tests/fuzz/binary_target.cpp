#include "common/wire/binary.hpp"
#include "tests/fuzz/target.hpp"

using namespace stu;

std::vector<std::string_view> stu::fuzz::words() {
    return {std::string_view("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"),
            std::string_view("\0\0\0\x80\0\0\0\0", 8),
            std::string_view("\x01\0\0\0\0\0\0\0", 8),
            std::string_view("\0", 1),
            "\xC0\x80",
            "\xED\xA0\x80"};
}

std::vector<std::string> stu::fuzz::seeds() {
    return seeds_by([](const auto& message) { return wire::to_binary(message); });
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::decode_as_picked({reinterpret_cast<const char*>(data), size}, [](auto empty,
                                                                           std::string_view bytes) {
        const auto read = wire::from_binary<decltype(empty)>(bytes);
        fuzz::require(read ? wire::to_binary(read.value()) == bytes : read.error().code == Code::malformed);
    });
    return 0;
}
