#include "backend/app/languages.hpp"

#include "common/language/languages.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace stu::app {
namespace {

Catalog catalog_of(std::string_view code) {
    for (const EmbeddedCatalog& embedded : embedded_catalogs()) {
        if (embedded.code != code) continue;
        auto catalog = Catalog::read(std::string(embedded.bytes));
        if (!catalog) throw std::logic_error("a catalog in the program cannot be read");
        return *std::move(catalog);
    }
    return {};
}

const std::vector<SpokenLanguage>& all_spoken() {
    static const std::vector<SpokenLanguage> all = [] {
        std::vector<SpokenLanguage> made;
        for (const Language& language : languages())
            made.push_back({language.code, catalog_of(language.code)});
        return made;
    }();
    return all;
}

} // namespace

const SpokenLanguage& spoken_language(std::string_view code) {
    for (const SpokenLanguage& language : all_spoken())
        if (language.code == code) return language;
    return all_spoken().front();
}

const SpokenLanguage& language_of(const User& user, std::string_view own) {
    return spoken_language(user.language.empty() ? own : std::string_view(user.language));
}

} // namespace stu::app
