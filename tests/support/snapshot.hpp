#pragma once
// Texts that somebody has reviewed. After an intended change: run the test with STUTICKET_UPDATE_SNAPSHOTS=1,
// read the difference that git shows, and commit it with the change.

#include <string>
#include <string_view>

namespace stu::test {

/// What is different between `file` and `text`, lines that are gone with "-" and new ones with "+" before
/// them; empty when they are the same. A file that is not there is as an empty one. Under
/// STUTICKET_UPDATE_SNAPSHOTS `text` is written, and nothing is different.
std::string snapshot_difference(const std::string& file, const std::string& text);

/// As above, of two texts.
std::string difference(std::string_view before, std::string_view after);

} // namespace stu::test
