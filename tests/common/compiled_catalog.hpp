#pragma once
// A catalog of a test's own.

#include <cstddef>
#include <map>
#include <string>

namespace stu::test {

/// As msgfmt writes it (.mo); forms are parted by NULs.
inline std::string compiled_catalog(const std::map<std::string, std::string>& messages) {
    const auto append_word = [](std::string& bytes, std::size_t word) {
        for (int i = 0; i < 4; ++i) bytes += static_cast<char>(word >> 8 * i & 0xff);
    };
    const std::size_t count = messages.size(), start = 28 + 16 * count;
    std::string tables, strings;
    const auto add = [&](const std::string& text) {
        append_word(tables, text.size());
        append_word(tables, start + strings.size());
        strings += text + '\0';
    };
    for (const auto& message : messages) add(message.first);
    for (const auto& message : messages) add(message.second);
    std::string bytes;
    for (const std::size_t word : {std::size_t{0x950412de}, std::size_t{0}, count, std::size_t{28},
                                   28 + 8 * count, std::size_t{0}, start})
        append_word(bytes, word);
    return bytes + tables + strings;
}

} // namespace stu::test
