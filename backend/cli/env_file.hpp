#pragma once
// Files of NAME=value lines, in which operators keep settings and secrets.

#include "common/result.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace stu::cli {

/// Settings by name, as text.
using Variables = std::map<std::string, std::string, std::less<>>;

/// Reads the lines of a file: `NAME=value`, white space around both, `export` before it. A value may stand in
/// single quotes (taken as it is) or double quotes (`\"` and `\\`); without quotes ` #` begins a comment.
/// Empty lines and lines that begin with `#` are skipped. An error names the line and never quotes it,
/// because it may hold a secret.
Result<Variables> parse_env(std::string_view text);

/// The settings in `file`; none when there is no such file. Refuses a file with a secret (`is_secret`) that
/// users other than its owner and group may read or change. Every error names the file.
Result<Variables> read_env_file(const std::filesystem::path& file, bool (*is_secret)(std::string_view name));

} // namespace stu::cli
