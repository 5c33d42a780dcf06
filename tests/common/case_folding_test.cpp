#include "common/case_folding.hpp"

#include <doctest/doctest.h>

using namespace stu;

TEST_CASE("letters are found in either case, whatever their script") {
    CHECK(folded_case("Password RESET 2") == "password reset 2");
    CHECK(folded_case("École ÉTÉ ÆØÅ Ÿ") == "école été æøå ÿ");
    CHECK(folded_case("ŁÓDŹ ŽIŽKOV ŐRSÉG ƠN ĐƯỜNG") == "łódź žižkov őrség ơn đường");
    CHECK(folded_case("Жизнь ЁЛКА ҐАНОК") == "жизнь ёлка ґанок");
    CHECK(folded_case("ΌΔΟΣ Ὀδος") == "όδοσ Ὀδοσ"); // both forms of sigma; breathings stay
    CHECK(folded_case("ԵՐԵՎԱՆ") == "երեվան");
    CHECK(folded_case("ƁAƊE ƘARFE Ɛ Ɔ Ŋ") == "ɓaɗe ƙarfe ɛ ɔ ŋ");
}

TEST_CASE("what has no case stays, and so does what is no text") {
    for (const char* same : {"", "日本語 مرحبا", "×÷ß ij", "\xff\xc3", "e\u0301"})
        CHECK(folded_case(same) == same);
}
