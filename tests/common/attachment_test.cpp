#include "common/attachment.hpp"

#include "common/text.hpp"
#include "support.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

using namespace stu;
using stu::test::repeated;

TEST_CASE("a PDF of up to 2 MiB may be sent") {
    CHECK_FALSE(check_pdf("scan.pdf", 5, "%PDF-"));
    CHECK_FALSE(check_pdf("scan.pdf", max_pdf_bytes, "%PDF-1.7\n"));
    CHECK_FALSE(check_pdf("no extension", 1'000, "%PDF-2.0"));
}

TEST_CASE("one byte more, other contents and empty files are refused in words") {
    struct Case {
        std::int64_t bytes;
        std::string_view first_bytes;
        Code code;
        std::string_view says;
    };
    for (const Case& c :
         {Case{max_pdf_bytes + 1, "%PDF-1.7", Code::too_large, "too large"},
          Case{max_pdf_bytes + 1, "MZ", Code::too_large, "too large"},
          Case{0, "", Code::unsupported_media, "is empty"}, Case{-1, "", Code::unsupported_media, "is empty"},
          Case{4, "%PDF", Code::unsupported_media, "not a PDF"},
          Case{100, "MZ\x90", Code::unsupported_media, "not a PDF"},
          Case{100, " %PDF-", Code::unsupported_media, "not a PDF"},
          Case{100, "%pdf-1.7", Code::unsupported_media, "not a PDF"}}) {
        CAPTURE(c.first_bytes);
        const std::optional<Error> error = check_pdf("scan.pdf", c.bytes, c.first_bytes);
        REQUIRE(error);
        CHECK(error->code == c.code);
        CHECK(english(error->message).find("“scan.pdf”") == 0);
        CHECK(english(error->message).find(c.says) != std::string::npos);
    }
}

TEST_CASE("a file name is cleaned to something safe to show, store and save") {
    struct Case {
        std::string_view given, cleaned;
    };
    for (const Case& c :
         {Case{"scan.pdf", "scan.pdf"}, Case{"Scan.PDF", "Scan.pdf"},
          Case{"C:\\fakepath\\scan.pdf", "scan.pdf"}, Case{"../../etc/passwd", "passwd.pdf"},
          Case{"report.exe", "report.exe.pdf"}, Case{"a\"b'c.pdf", "ab'c.pdf"},
          Case{"line\r\nbreak.pdf", "linebreak.pdf"}, Case{"fdp.\u202Exe.pdf", "fdp.xe.pdf"},
          Case{"Żółty – 学生.pdf", "Żółty – 学生.pdf"}, Case{"bad\xFF\xC3.pdf", "bad.pdf"},
          Case{" spaces .pdf ", "spaces.pdf"}, Case{".hidden.pdf", "hidden.pdf"},
          Case{". . .pdf", "document.pdf"}, Case{"folder/", "document.pdf"}, Case{".pdf", "document.pdf"},
          Case{"..", "document.pdf"}, Case{"\"", "document.pdf"}, Case{"", "document.pdf"}}) {
        CAPTURE(c.given);
        CHECK(clean_file_name(c.given) == c.cleaned);
        CHECK(clean_file_name(c.cleaned) == c.cleaned);
    }
}

TEST_CASE("a long file name is cut to 150 characters and stays a PDF") {
    CHECK(clean_file_name(repeated(146, "学") + ".pdf") == repeated(146, "学") + ".pdf");
    const std::string cut = clean_file_name(repeated(147, "学") + ".pdf");
    CHECK(cut == repeated(146, "学") + ".pdf");
    CHECK(code_points(cut) == max_file_name);
}

TEST_CASE("sizes read as file managers show them") {
    struct Case {
        std::int64_t bytes;
        std::string_view text;
    };
    for (const Case& c :
         {Case{-5, "0 bytes"}, Case{0, "0 bytes"}, Case{1, "1 byte"}, Case{12, "12 bytes"},
          Case{999, "999 bytes"}, Case{1'000, "1 KB"}, Case{1'499, "1 KB"}, Case{1'500, "2 KB"},
          Case{820'000, "820 KB"}, Case{999'499, "999 KB"}, Case{999'500, "1.0 MB"},
          Case{1'440'000, "1.4 MB"}, Case{max_pdf_bytes, "2.1 MB"}}) {
        CAPTURE(c.bytes);
        CHECK(size_text(c.bytes) == c.text);
    }
}
