// Where words that were typed stand in others.

#include "common/typed_words.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stu {
namespace {

/// `text` with what is marked in brackets.
std::string marked(std::string_view text, std::string_view typed) {
    std::string all;
    std::size_t at = 0;
    for (const Stretch& mark : marks_of(text, typed)) {
        all += std::string(text.substr(at, mark.at - at)) + "[" +
               std::string(text.substr(mark.at, mark.size)) + "]";
        at = mark.at + mark.size;
    }
    return all + std::string(text.substr(at));
}

} // namespace

TEST_CASE("words that were typed are marked where words begin with them") {
    CHECK(marked("Eduroam drops in Hostel B", "hostel b") == "Eduroam drops in [Hostel] [B]");
    CHECK(marked("Eduroam drops", "edu dro") == "[Edu]roam [dro]ps");
    CHECK(marked("Eduroam drops", "roam") == "Eduroam drops");
    CHECK(marked("No Wi-Fi, wifi", "wi-fi") == "No [Wi-Fi], wifi");
    CHECK(marked("7QHD-20Z8", "20z8") == "7QHD-[20Z8]");
    CHECK(marked("printer printers", "printer print") == "[printer] [printer]s");
    CHECK(marked("", "a") == "");
    CHECK(marked("a", "") == "a");
    CHECK(marked("a", " . ") == "a");
}

TEST_CASE("case and accents make no difference, in several scripts") {
    CHECK(marked("Réponses enregistrées", "reponses ENREG") == "[Réponses] [enreg]istrées");
    CHECK(marked("Reponses", "réponse") == "[Reponse]s");
    CHECK(marked("Hauptstraße 5", "strasse") == "Hauptstraße 5");
    CHECK(marked("Straße 5", "strass") == "[Straß]e 5");
    CHECK(marked("Łukasz Żółć", "lukasz zolc") == "[Łukasz] [Żółć]");
    CHECK(marked("Œuvre", "oeu") == "[Œu]vre");
    CHECK(marked("Пароль забыт", "ПАРО") == "[Паро]ль забыт");
    CHECK(marked("上海的学生", "海的") == "上[海的]学生");
}

TEST_CASE("bytes that are no text are marked nowhere and break nothing") {
    CHECK(marked("\xff\xc3 a", "\xff a") == "\xff\xc3 [a]");
    CHECK(marked("a\xe4\xb8", "\xe4\xb8") == "a\xe4\xb8");
}

TEST_CASE("a name is found by all words that were typed") {
    CHECK(has_words("File for a student", "student file"));
    CHECK(has_words("Déposer pour un étudiant", "etud"));
    CHECK(has_words("Settings", ""));
    CHECK_FALSE(has_words("Settings", "set xyzzy"));
    CHECK_FALSE(has_words("Settings", "ettings"));
}

} // namespace stu
