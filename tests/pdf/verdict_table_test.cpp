// One small file for each shape that real programs write, each slip that readers agree on, each name that an
// author may choose, and each thing that a hostile one would have a reader do; with the verdict that an
// upload gets.

#include "tests/pdf/rewritten.hpp"
#include "tests/pdf/verdict_on.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace stu::test {
namespace {

using pdf::Verdict;

struct Case {
    std::string what, content;
    Verdict verdict = Verdict::fine;
};
using Cases = std::vector<Case>;

std::string written(const std::vector<std::string>& objects) { return pdf::write_document(objects); }
std::string with_page(const std::string& more_page) { return written(blank_page({}, more_page)); }
std::string with_catalogue(const std::string& more) { return written(blank_page(more)); }
std::string with_annotation(const std::string& inside) {
    return with_page("/Annots [<< /Type /Annot /Rect [0 0 9 9] " + inside + " >>] ");
}
std::string with_action(const std::string& action) {
    return with_annotation("/Subtype /Link /A << " + action + " >>");
}
std::string with_link(const std::string& address) { return with_action("/S /URI /URI (" + address + ")"); }
std::string replaced(std::string text, std::string_view from, std::string_view to) {
    return text.replace(text.find(from), from.size(), to);
}
std::string ordinary() { return pdf::one_page("Hello"); }

Cases ends() {
    const std::string pdf = ordinary();
    return {
        {"as it is", pdf},
        {"byte order mark before", "\xEF\xBB\xBF" + pdf},
        {"line feed before", "\n" + pdf},
        {"CR LF twice before", "\r\n\r\n" + pdf},
        {"mark and line break before", "\xEF\xBB\xBF\r\n" + pdf},
        {"multipart head before", "--x\r\nContent-Type: application/pdf\r\n\r\n" + pdf, Verdict::damaged},
        {"web page before", "<html>" + pdf, Verdict::damaged},
        {"space before", " " + pdf, Verdict::damaged},
        {"0x1A behind", pdf + "\x1A"},
        {"4,096 NUL behind", pdf + std::string(4'096, '\0')},
        {"NUL and 0x1A behind", pdf + std::string(3, '\0') + "\x1A\x1A\r\n"},
        {"blank lines behind", pdf + std::string(3'000, '\n')},
        {"web page behind", pdf + "<script>alert(1)</script>", Verdict::damaged},
        {"program behind", pdf + "MZ\x90", Verdict::damaged},
        {"head of version 3", replaced(pdf, "%PDF-1.4", "%PDF-3.0"), Verdict::damaged},
        {"no end", pdf.substr(0, pdf.size() - 6), Verdict::damaged},
        {"half", pdf.substr(0, pdf.size() / 2), Verdict::damaged},
        {"nothing but ends", "%PDF-1.4\n%%EOF\n", Verdict::damaged},
    };
}

/// A ZIP archive with one empty entry inside a stream.
std::string archive() {
    const std::string name = "a", local = std::string("PK\3\4") + std::string(22, '\0') +
                                          std::string("\1\0\0\0", 4) + name;
    const std::string directory =
        std::string("PK\1\2") + std::string(24, '\0') + std::string("\1\0", 2) + std::string(16, '\0') + name;
    std::string end("PK\5\6");
    end += std::string("\0\0\0\0\1\0\1\0", 8);
    end += static_cast<char>(directory.size());
    end += std::string(9, '\0');
    return local + directory + end;
}

Cases slips() {
    const std::string pdf = ordinary();
    const std::string reference = "0000000000 65535 f \n";
    return {
        {"unused entry at offset 0",
         replaced(replaced(pdf, "xref\n0 6", "xref\n0 7"), "trailer", "0000000000 00000 n \ntrailer")},
        {"page without /Type",
         written({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                  "<< /Parent 2 0 R /MediaBox [0 0 300 144] >>"})},
        {"missing endobj", replaced(pdf, "endstream\nendobj\n", "endstream\n       \n")},
        {"object number mismatch", replaced(pdf, "5 0 obj", "8 0 obj")},
        {"table off by one", replaced(pdf, "%PDF-1.4\n", "%PDF-1.4\n\n")},
        {"/Length too short", replaced(pdf, "/Length 3", "/Length 1")},
        {"/Length missing", replaced(pdf, "/Length ", "/Longth ")},
        {"startxref wrong", replaced(pdf, "startxref\n", "startxref\n1")},
        {"/Size too small", replaced(pdf, "/Size 6", "/Size 5")},
        {"no pages", written({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"}),
         Verdict::damaged},
        {"no catalogue", replaced(pdf, "/Root 1 0 R", "/Roof 1 0 R"), Verdict::damaged},
        {"an object twice, and a damaged table",
         replaced(replaced(pdf, "startxref\n", "startxref\n1"), "xref\n0", "5 0 obj\n<< >>\nendobj\nxref\n0"),
         Verdict::damaged},
        {"a web page between the objects, and a damaged table",
         replaced(pdf, "startxref\n", "<html>startxref\n1")},
    };
}

Cases chosen_names() {
    Cases cases;
    for (const char* name : {"AA", "JS", "JavaScript", "EF", "Launch", "EmbeddedFile", "XFA", "RichMedia",
                             "GoToR", "Sound", "Movie"}) {
        const std::string key = std::string("/") + name + " ";
        cases.push_back(
            {"font " + key, with_page("/Resources << /Font << " + key +
                                      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> ")});
        cases.push_back(
            {"picture " + key,
             written(with(blank_page({}, "/Resources << /XObject << " + key + "4 0 R >> >> "),
                          pdf::stream_of("q", "/Type /XObject /Subtype /Form /BBox [0 0 1 1] ")))});
        cases.push_back(
            {"radio button " + key, with_annotation("/Subtype /Widget /FT /Btn /AS " + key + "/AP << /N << " +
                                                    key + "null /Off null >> >>")});
        cases.push_back(
            {"role " + key, with_catalogue("/StructTreeRoot << /Type /StructTreeRoot /RoleMap << " + key +
                                           "/P >> /K << /Type /StructElem /S " + key + ">> >> ")});
    }
    cases.push_back({"fonts in an object of their own",
                     written(with(blank_page({}, "/Resources << /Font 4 0 R >> "), "<< /JS null >>"))});
    cases.push_back(
        {"appearances in objects of their own",
         written(with(
             with(blank_page({}, "/Annots [<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /AP 4 0 R >>] "),
                  "<< /N 5 0 R >>"),
             "<< /AA null /Off null >>"))});
    cases.push_back({"glyph /EF", with_page("/Resources << /Font << /F1 << /Type /Font /Subtype /Type3 "
                                            "/CharProcs << /EF null >> >> >> >> ")});
    return cases;
}

Cases deeds() {
    return {
        {"link to the web", with_link("https://desk.example.edu/a")},
        {"link in capitals", with_link("HTTP://EXAMPLE.EDU")},
        {"link to an address", with_link("mailto:desk@example.edu")},
        {"link without a scheme", with_link("www.example.edu/a:b")},
        {"link to a file", with_link("file:///etc/passwd"), Verdict::other_document},
        {"link that is a script", with_link("javascript:alert(1)"), Verdict::other_document},
        {"link that is a script, with a space", with_link(" JavaScript:alert(1)"), Verdict::other_document},
        {"link to data", with_link("data:text/html,x"), Verdict::other_document},
        {"link to a computer", with_link("\\\\\\\\host\\\\share"), Verdict::other_document},
        {"link to a host without a scheme", with_link("//host/share"), Verdict::other_document},
        {"goes to a page on opening", with_catalogue("/OpenAction [3 0 R /Fit] ")},
        {"goes to a page by an action", with_catalogue("/OpenAction << /S /GoTo /D [3 0 R /Fit] >> ")},
        {"next page on opening", with_catalogue("/OpenAction << /S /Named /N /NextPage >> ")},
        {"visits an address on opening",
         with_catalogue("/OpenAction << /S /URI /URI (https://example.edu) >> "), Verdict::automatic_action},
        {"visits an address on opening, elsewhere",
         written(with(blank_page("/OpenAction 4 0 R "), "<< /S /URI /URI (https://example.edu) >>")),
         Verdict::automatic_action},
        {"runs a script on opening", with_catalogue("/OpenAction << /S /JavaScript /JS (x) >> "),
         Verdict::javascript},
        {"acts when the page is seen", with_page("/AA << /O << /S /Named /N /Print >> >> "),
         Verdict::automatic_action},
        {"a script that is a font, too",
         written(with(blank_page("/OpenAction 4 0 R ", "/Resources << /Font 4 0 R >> "),
                      "<< /S /JavaScript /JS (x) >>")),
         Verdict::javascript},
        {"a script behind a role", with_action("/S /JavaScript /Type /StructElem"), Verdict::javascript},
        {"starts a program", with_action("/S /Launch /F (calc.exe)"), Verdict::launch},
        {"then starts a program", with_action("/S /GoTo /D [3 0 R /Fit] /Next [<< /S /Launch /F (a) >>]"),
         Verdict::launch},
        {"opens another file", with_action("/S /GoToR /F (a.pdf) /D [0 /Fit]"), Verdict::other_document},
        {"opens a file inside", with_action("/S /GoToE /D [0 /Fit]"), Verdict::other_document},
        {"a thread of another file", with_action("/S /Thread /F (a.pdf) /D 0"), Verdict::other_document},
        {"a thread of this file", with_action("/S /Thread /D 0")},
        {"sends a form", with_action("/S /SubmitForm /F (http://x)"), Verdict::sends_form},
        {"fetches data", with_action("/S /ImportData /F (a)"), Verdict::sends_form},
        {"plays a film", with_annotation("/Subtype /Movie /Movie << /F (a.avi) >>"), Verdict::rich_media},
        {"plays a film by an action", with_action("/S /Movie"), Verdict::rich_media},
        {"plays a sound", with_annotation("/Subtype /Sound /Sound null"), Verdict::rich_media},
        {"plays a sound by an action", with_action("/S /Sound /Sound null"), Verdict::rich_media},
        {"renders from the web", with_action("/S /Rendition /R << /C << /D (http://x) >> >> /OP 0"),
         Verdict::rich_media},
        {"rich media", with_annotation("/Subtype /RichMedia"), Verdict::rich_media},
        {"runs rich media", with_action("/S /RichMediaExecute /CMD << >>"), Verdict::rich_media},
        {"a script in three dimensions",
         written(with(blank_page({}, "/Annots [<< /Subtype /3D /3DD 4 0 R >>] "),
                      pdf::stream_of("x", "/Type /3D /Subtype /U3D /OnInstantiate 5 0 R "))),
         Verdict::javascript},
        {"bytes of another file",
         written(with(blank_page({}, "/Contents 4 0 R "), pdf::stream_of("", "/F (/etc/passwd) "))),
         Verdict::other_document},
        {"a page of another computer",
         written(with(blank_page({}, "/Resources << /XObject << /X 4 0 R >> >> "),
                      pdf::stream_of("q", "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Ref << /F "
                                          "(\\\\\\\\host\\\\a.pdf) /Page 0 >> "))),
         Verdict::other_document},
        {"a file inside",
         with_catalogue("/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /EF << >> >>] >> >> "),
         Verdict::embedded_file},
        {"a file at a pin", with_annotation("/Subtype /FileAttachment /FS << /Type /Filespec /EF << >> >>"),
         Verdict::embedded_file},
        {"a form with a program", with_catalogue("/AcroForm << /XFA [] >> "), Verdict::xfa_form},
        {"an archive as well", written(with(blank_page(), pdf::stream_of(archive()))),
         Verdict::embedded_file},
    };
}

} // namespace

TEST_CASE("each shape of file gets the verdict that a reader's behaviour deserves") {
    std::size_t files = 0;
    for (Cases (*table)() : {ends, slips, chosen_names, deeds})
        for (const Case& each : table()) {
            CAPTURE(each.what);
            const auto got = verdict_on(each.content);
            REQUIRE(got);
            CHECK(name_of(*got) == name_of(each.verdict));
            ++files;
        }
    CHECK(files >= 80);
}

} // namespace stu::test
