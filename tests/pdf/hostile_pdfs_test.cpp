// What must not be stored, each for its own reason. Nothing here is a file of somebody: the tests write them.

#include "common/attachment.hpp"
#include "tests/pdf/rewritten.hpp"
#include "tests/pdf/verdict_on.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

using pdf::Verdict;

void is_refused(Verdict verdict, std::string_view what, std::string_view content) {
    CAPTURE(what);
    const auto got = verdict_on(content);
    REQUIRE(got);
    CHECK(name_of(*got) == name_of(verdict));
}

/// In the open and inside an object stream.
void is_refused(Verdict verdict, std::string_view what, const std::vector<std::string>& objects) {
    is_refused(verdict, what, pdf::write_document(objects));
    is_refused(verdict, what, with_object_streams(objects));
}

std::string annotation(std::string_view action) {
    return "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A " + std::string(action) + " >>] ";
}

TEST_CASE("JavaScript, wherever it hides") {
    constexpr auto bad = Verdict::javascript;
    const std::string script = "<< /S /JavaScript /JS (app.alert(1)) >>";
    is_refused(bad, "on opening", blank_page("/OpenAction " + script + " "));
    is_refused(bad, "in the name tree",
               blank_page("/Names << /JavaScript << /Names [(a) " + script + "] >> >> "));
    is_refused(bad, "in a link", blank_page("", annotation(script)));
    is_refused(bad, "as a stream",
               with(blank_page("/OpenAction << /S /JavaScript /JS 4 0 R >> "), pdf::stream_of("x")));
    is_refused(bad, "in an object of its own", with(blank_page("/OpenAction 4 0 R "), script));
    is_refused(bad, "where nothing leads", pdf::write_document(with(blank_page(), script)));
    is_refused(bad, "in arrays", blank_page("/A [[[[<< /B [" + script + "] >>]]]] "));
    is_refused(bad, "in the trailer", pdf::write_document(blank_page(), "/Info " + script + " "));
    is_refused(bad, "by its key alone", blank_page("/OpenAction << /JS (x) >> "));
    is_refused(bad, "in a later change",
               updated(pdf::write_document(with(blank_page("/OpenAction 4 0 R "), "<< >>")), 4, script));
}

TEST_CASE("names written with escapes are the same names") {
    is_refused(Verdict::javascript, "key", blank_page("/OpenAction << /J#53 (x) >> "));
    is_refused(Verdict::javascript, "value", blank_page("/OpenAction << /S /Java#53cript >> "));
    is_refused(Verdict::launch, "every letter",
               blank_page("", annotation("<< /S /#4c#61#75#6e#63#68 /F (a) >>")));
    is_refused(Verdict::launch, "name in an object of its own",
               with(blank_page("", annotation("<< /S 4 0 R /F (a) >>")), "/Launch"));
}

TEST_CASE("actions and contents that reach beyond the page") {
    is_refused(Verdict::launch, "program", blank_page("", annotation("<< /S /Launch /F (calc.exe) >>")));
    is_refused(Verdict::sends_form, "submit",
               blank_page("", annotation("<< /S /SubmitForm /F (http://x) >>")));
    is_refused(Verdict::sends_form, "import", blank_page("", annotation("<< /S /ImportData /F (a.fdf) >>")));
    is_refused(Verdict::other_document, "remote",
               blank_page("", annotation("<< /S /GoToR /F (b.pdf) /D [0 /Fit] >>")));
    is_refused(Verdict::other_document, "embedded",
               blank_page("", annotation("<< /S /GoToE /T << /R /C >> >>")));
    is_refused(Verdict::automatic_action, "page",
               blank_page("", "/AA << /O << /S /URI /URI (http://x) >> >> "));
    is_refused(Verdict::automatic_action, "document", blank_page("/AA << >> "));
    is_refused(Verdict::rich_media, "media",
               blank_page("", "/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] >>] "));
    is_refused(Verdict::xfa_form, "form",
               with(blank_page("/AcroForm << /Fields [] /XFA 4 0 R >> "), pdf::stream_of("<xdp/>")));
    is_refused(Verdict::embedded_file, "tree", blank_page("/Names << /EmbeddedFiles << /Names [] >> >> "));
    is_refused(Verdict::embedded_file, "file",
               with(blank_page("/A << /EF << /F 4 0 R >> >> "), pdf::stream_of("MZ")));
    is_refused(Verdict::embedded_file, "stream",
               with(blank_page("/A 4 0 R "), pdf::stream_of("MZ", "/Type /EmbeddedFile ")));
}

TEST_CASE("documents that ask for a password") {
    for (const char* password : {"secret"}) {
        is_refused(Verdict::encrypted, "AES-256", rewritten(blank_page(), [&](QPDFWriter& writer) {
                       writer.setR6EncryptionParameters(password, "owner", true, true, true, true, true, true,
                                                        qpdf_r3p_full, true);
                   }));
        is_refused(Verdict::encrypted, "RC4", rewritten(blank_page(), [&](QPDFWriter& writer) {
                       writer.setR3EncryptionParametersInsecure(password, "owner", true, true, true, true,
                                                                true, true, qpdf_r3p_full);
                   }));
    }
}

TEST_CASE("files that are not a PDF from the first byte to the last") {
    const std::string good = pdf::one_page("Hello");
    constexpr auto bad = Verdict::damaged;
    is_refused(bad, "nothing", "");
    is_refused(bad, "a program", "MZ" + good);
    is_refused(bad, "a web page before it", "<html><script>alert(1)</script>\n" + good);
    is_refused(bad, "an archive after it", good + "PK\x05\x06" + std::string(18, '\0'));
    is_refused(bad, "PDF 3.0", "%PDF-3" + good.substr(6));
    is_refused(bad, "the first half", good.substr(0, good.size() / 2));
    is_refused(bad, "without the last line", good.substr(0, good.rfind("%%EOF")));
    is_refused(bad, "only both ends", "%PDF-1.4\n%%EOF\n");
}

TEST_CASE("documents that readers would see differently") {
    constexpr auto bad = Verdict::damaged;
    const std::string good = pdf::write_document(with(blank_page(), "<< /Title (Scan) >>"));
    std::string no_table = good;
    no_table.erase(no_table.find("xref"), no_table.find("trailer") - no_table.find("xref"));
    no_table.insert(no_table.find("trailer"), "4 0 obj\n<< /Title (Other) >>\nendobj\n");
    is_refused(bad, "without its table, and with one object twice", no_table);
    std::string shifted = updated(good, 4, "<< /Title (Other) >>");
    shifted.insert(shifted.find("2 0 obj"), "\n\n\n\n\n");
    is_refused(bad, "changed afterwards, with a table for another file", shifted);
    is_refused(bad, "one key twice", pdf::write_document(blank_page("/Lang (a) /Lang (b) ")));
    is_refused(Verdict::javascript, "a script in a stream longer than the file",
               pdf::write_document(with(blank_page(), "<< /Length 99999 /JS (x) >>\nstream\nx\nendstream")));
    is_refused(bad, "no pages", pdf::write_document(std::vector<std::string>{"<< /Type /Catalog >>"}));
    is_refused(bad, "no catalogue", pdf::write_document(std::vector<std::string>{"null"}));
}

TEST_CASE("too many pages") { is_refused(Verdict::too_many_pages, "501", pages(501)); }

TEST_CASE("circles end") {
    std::vector<std::string> in_a_circle = blank_page();
    in_a_circle[2] = "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>";
    is_refused(Verdict::damaged, "of pages", pdf::write_document(in_a_circle));
    is_refused(Verdict::damaged, "of lengths",
               pdf::write_document(with(blank_page(), "<< /Length 4 0 R >>\nstream\nx\nendstream")));
    const std::string good = pdf::write_document(blank_page());
    std::string of_tables = good;
    const std::string table_at = std::to_string(good.rfind("xref\n0"));
    of_tables.insert(of_tables.find(">>\nstartxref"), "/Prev " + table_at + " ");
    is_refused(Verdict::damaged, "of tables", of_tables);
    CHECK(verdict_on(pdf::write_document(with(with(blank_page(), "[5 0 R]"), "[4 0 R]"))) == Verdict::fine);
}

/// Refused, in whatever way the limits show.
void is_survived(std::string_view what, std::string_view content) {
    CAPTURE(what);
    REQUIRE(content.size() <= static_cast<std::size_t>(max_pdf_bytes));
    const auto start = std::chrono::steady_clock::now();
    const auto verdict = verdict_on(content);
    CHECK((verdict == Verdict::unreadable || verdict == Verdict::damaged));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(5'500));
}

/// 300 MB twenty times, out of a few kilobytes: one is too much for the memory, all are too much for the
/// time.
std::string object_stream_bomb() {
    constexpr std::size_t streams = 20;
    const std::string packed = deflated(deflated("9 0 " + std::string(300'000'000, ' ') + "null"));
    std::vector<std::string> objects = blank_page();
    for (std::size_t i = 0; i < streams; ++i)
        objects.push_back(
            pdf::stream_of(packed, "/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode] "));
    std::string document = pdf::write_document(objects);
    document.erase(document.find("xref\n0"));
    const std::size_t table_at = document.size(), table_number = objects.size() + streams + 1;

    std::string table; // ISO 32000-1 table 18: one byte of type, four of place, one of index
    const auto entry = [&table](int type, std::size_t place) {
        table += static_cast<char>(type);
        for (int shift = 24; shift >= 0; shift -= 8) table += static_cast<char>(place >> shift);
        table += '\0';
    };
    entry(0, 0);
    for (std::size_t number = 1; number <= objects.size(); ++number)
        entry(1, document.find("\n" + std::to_string(number) + " 0 obj") + 1);
    for (std::size_t i = 0; i < streams; ++i) entry(2, 4 + i);
    entry(1, table_at);
    return document + std::to_string(table_number) + " 0 obj\n" +
           pdf::stream_of(table, "/Type /XRef /W [1 4 1] /Size " + std::to_string(table_number + 1) +
                                     " /Root 1 0 R ") +
           "\nendobj\nstartxref\n" + std::to_string(table_at) + "\n%%EOF\n";
}

TEST_CASE("bombs are put out by the limits") {
    is_survived("brackets", pdf::write_document(with(blank_page(), std::string(1'000'000, '['))));
    std::string nested;
    for (int i = 0; i < 100'000; ++i) nested += "<</A";
    is_survived("dictionaries", pdf::write_document(with(blank_page(), nested)));

    is_survived("object streams", object_stream_bomb());

    std::vector<std::string> many = blank_page();
    std::string kids;
    for (int i = 0; i < 300'000; ++i) kids += "3 0 R ";
    many[1] = "<< /Type /Pages /Kids [" + kids + "] /Count 1 >>";
    const auto verdict = verdict_on(pdf::write_document(many));
    CHECK((verdict == Verdict::unreadable || verdict == Verdict::damaged ||
           verdict == Verdict::too_many_pages));
}

} // namespace
} // namespace stu::test
