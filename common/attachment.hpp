#pragma once
// Which files may come in. The same check runs in the picker (a hint) and in the upload route (the truth).

#include "common/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu {

inline constexpr std::int64_t max_pdf_bytes = 2'097'152; ///< 2 MiB of file, not of request
inline constexpr std::size_t max_attachments = 5;        ///< per message
inline constexpr std::size_t max_file_name = 150;        ///< code points

struct Attachment {
    std::string id;        ///< UUIDv7
    std::string file_name; ///< as `clean_file_name` leaves it
    std::int64_t bytes = 0;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("file_name", self.file_name);
        f("bytes", self.bytes);
    }
};

/// Nothing when the file may be sent. `first_bytes` is the beginning of the file, at least 5 bytes if it has
/// them. too_large: over 2 MiB. unsupported_media: does not begin with "%PDF-", or is empty.
std::optional<Error> check_pdf(std::string_view file_name, std::int64_t bytes, std::string_view first_bytes);

/// “scan.pdf”, as a sentence for the user names a file that was refused.
Message quoted_file_name(std::string_view file_name);

/// The last path component, without control characters, quotes, slashes and bidirectional overrides, cut to
/// `max_file_name`, ending in ".pdf"; "document.pdf" when nothing is left.
std::string clean_file_name(std::string_view file_name);

/// "1.4 MB", "820 KB", "12 bytes": decimal units, as file managers show them.
Message size_text(std::int64_t bytes);

} // namespace stu
