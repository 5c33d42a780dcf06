#pragma once
// What the server says is rendered where it leaves: mail in its reader's language, JSON errors in the one
// that is asked for. The catalogs are part of the program.

#include "common/language/catalog.hpp"
#include "common/user.hpp"

#include <span>
#include <string_view>

namespace stu::app {

struct SpokenLanguage {
    std::string_view code; ///< as in common/language/languages.hpp
    Catalog catalog;
};

/// English for a code that is none of ours.
const SpokenLanguage& spoken_language(std::string_view code);

/// What `user` has chosen, else `own`, the desk's.
const SpokenLanguage& language_of(const User& user, std::string_view own);

/// One file of po/, compiled. Defined in generated code (tools/cmake/languages.cmake).
struct EmbeddedCatalog {
    std::string_view code, bytes;
};
std::span<const EmbeddedCatalog> embedded_catalogs();

} // namespace stu::app
