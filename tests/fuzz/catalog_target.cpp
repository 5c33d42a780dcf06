#include "common/language/render.hpp"
#include "common/text.hpp"
#include "tests/common/compiled_catalog.hpp"
#include "tests/fuzz/target.hpp"

using namespace stu;

namespace {

std::string with_rule(const std::string& forms, const std::string& rule) {
    using namespace std::string_literals;
    return test::compiled_catalog(
        {{"", "Language: xx\nPlural-Forms: nplurals=" + forms + "; plural=" + rule + ";\n"},
         {"1,234", "1 234"},
         {"Queue", "File"},
         {"{count} ticket\0{count} tickets"s, "{count} a\0{count} b\0{count} c"s}});
}

} // namespace

std::vector<std::string_view> stu::fuzz::words() {
    return {"nplurals=",
            " plural=",
            "n",
            "%10",
            "%100",
            "==",
            "!=",
            "&&",
            "||",
            "?",
            ":",
            "(",
            ")",
            "!",
            ";",
            "<=",
            ">=",
            "/",
            "*",
            "{count}",
            "\n",
            "é",
            "1,234",
            std::string_view("\0", 1),
            "18446744073709551615"};
}

std::vector<std::string> stu::fuzz::seeds() {
    return {
        with_rule("2", "(n != 1)"), with_rule("1", "0"), with_rule("2", "(n > 1)"),
        with_rule("3", "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"),
        with_rule("6", "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5")};
}

/// Whatever comes, it is no catalog, or one whose every sentence can be found and is text in every form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto catalog = Catalog::read({reinterpret_cast<const char*>(data), size});
    if (!catalog) return 0;
    for (std::size_t i = 0; i < catalog->size(); ++i) {
        const std::string_view english = catalog->english_at(i);
        fuzz::require(is_utf8(catalog->translated(english)));
        for (const std::int64_t count : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1},
                                         std::int64_t{2}, std::int64_t{11}, INT64_MAX}) {
            fuzz::require(is_utf8(catalog->translated(english, "many", count)));
            fuzz::require(is_utf8(render(trn("{count} ticket", "{count} tickets", count), *catalog)));
        }
    }
    fuzz::require(catalog->translated("in no catalog \x01") == "in no catalog \x01");
    return 0;
}
