#pragma once
// The subcommands. Each returns the exit code, or throws with a sentence for the operator.

#include "backend/store/access_codes.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace stu::cli {

struct ServeOptions {
    std::filesystem::path data;
    std::string address;
    std::uint16_t port = 0; ///< 0 = any free one
    std::string base_url;   ///< empty = http://localhost:<port>
};
int serve(const ServeOptions& options);

int migrate(const std::filesystem::path& data);

/// Fills an installation with people and about `tickets` tickets to look at. Does nothing when they are there
/// already.
int seed_demo(const std::filesystem::path& data, std::size_t tickets);

int issue_staff_code(const std::filesystem::path& data, const std::string& department, std::int64_t days);
int list_staff_codes(const std::filesystem::path& data);
int revoke_staff_code(const std::filesystem::path& data, const std::string& id);

} // namespace stu::cli
