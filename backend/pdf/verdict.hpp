#pragma once
// What can be wrong inside a PDF, and how it is told to the person who chose the file.

#include "common/enum_names.hpp"
#include "common/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stu::pdf {

enum class Verdict : std::uint8_t {
    fine,
    damaged,          ///< not whole, or not written as ISO 32000 wants it
    encrypted,        ///< nobody but its author may know what is inside
    too_many_pages,   ///< over `max_pages`
    javascript,       ///< /JavaScript, /JS
    launch,           ///< /Launch: starts a program
    embedded_file,    ///< /EmbeddedFile, /EmbeddedFiles, /EF
    rich_media,       ///< /RichMedia: plays something
    xfa_form,         ///< /XFA: a form with a program of its own
    automatic_action, ///< /AA: does something when it is merely looked at
    sends_form,       ///< /SubmitForm, /ImportData
    other_document,   ///< /GoToR, /GoToE: opens another file
    unreadable,       ///< the process that read it crashed, took too long or wanted too much
};

inline constexpr std::size_t max_pages = 500;

/// The refusal of a file with this name; nothing when it is fine.
std::optional<Error> refusal(Verdict verdict, std::string_view file_name);

} // namespace stu::pdf

namespace stu {

/// What the checking process says.
template <> struct EnumNames<pdf::Verdict> {
    static constexpr std::array<std::string_view, 13> values{
        "fine",       "damaged",        "encrypted",  "too_many_pages", "javascript",
        "launch",     "embedded_file",  "rich_media", "xfa_form",       "automatic_action",
        "sends_form", "other_document", "unreadable"};
};

} // namespace stu
