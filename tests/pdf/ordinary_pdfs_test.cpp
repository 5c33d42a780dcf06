// What people really send: none of it may be refused.

#include "common/attachment.hpp"
#include "tests/pdf/rewritten.hpp"
#include "tests/pdf/verdict_on.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

using pdf::Verdict;

void is_fine(std::string_view what, std::string_view content) {
    CAPTURE(what);
    CHECK(verdict_on(content) == Verdict::fine);
}

void is_fine(std::string_view what, const std::vector<std::string>& objects) {
    is_fine(what, pdf::write_document(objects));
    is_fine(what, with_object_streams(objects));
}

TEST_CASE("documents of every size") {
    is_fine("smallest", pdf::write_document(blank_page()));
    is_fine("one line", pdf::one_page("Hello"));
    is_fine("2 MiB", pdf_of(max_pdf_bytes));
    is_fine("500 pages", pages(500));
}

TEST_CASE("links, bookmarks and forms that only show and fill in") {
    is_fine("web link", blank_page("", "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] "
                                       "/A << /S /URI /URI (https://example.edu) >> >>] "));
    is_fine("link inside", blank_page("", "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] "
                                          "/A << /S /GoTo /D [3 0 R /Fit] >> >>] "));
    is_fine("opens at a page", blank_page("/OpenAction [3 0 R /Fit] "));
    is_fine("bookmarks", with(with(blank_page("/Outlines 4 0 R "), "<< /First 5 0 R /Last 5 0 R /Count 1 >>"),
                              "<< /Title (One) /Parent 4 0 R /Dest [3 0 R /Fit] >>"));
    is_fine("plain form", with(blank_page("/AcroForm << /Fields [4 0 R] >> "),
                               "<< /FT /Tx /T (name) /V (Amina) /Subtype /Widget /Rect [0 0 9 9] >>"));
}

TEST_CASE("documents that only talk about what is refused") {
    is_fine("in the text",
            with(blank_page("", "/Contents 4 0 R "), pdf::stream_of("BT (/JavaScript /Launch /AA) Tj ET")));
    is_fine("in a title", with(blank_page(), "<< /Title (/JS /XFA /EmbeddedFile) >>"));
}

TEST_CASE("every way to write a file down") {
    const auto objects = with(blank_page(), "<< /Title (Scan) >>");
    is_fine("compressed", rewritten(objects, [](QPDFWriter& writer) { writer.setCompressStreams(true); }));
    is_fine("linearised", rewritten(objects, [](QPDFWriter& writer) { writer.setLinearization(true); }));
    is_fine("linearised with object streams", rewritten(objects, [](QPDFWriter& writer) {
                writer.setLinearization(true);
                writer.setObjectStreamMode(qpdf_o_generate);
            }));
    is_fine("PDF 2.0", rewritten(objects, [](QPDFWriter& writer) { writer.forcePDFVersion("2.0"); }));
    is_fine("changed afterwards", updated(pdf::write_document(objects), 4, "<< /Title (Scan 2) >>"));
    is_fine("changed twice",
            updated(updated(pdf::write_document(objects), 4, "<< /Title (2) >>"), 4, "<< >>"));
    is_fine("protected against changes and copying, opened by everybody",
            rewritten(objects, [](QPDFWriter& writer) {
                writer.setR6EncryptionParameters("", "owner", true, true, true, true, true, true,
                                                 qpdf_r3p_full, true);
            }));
    is_fine("the same in an old way", rewritten(objects, [](QPDFWriter& writer) {
                writer.setR3EncryptionParametersInsecure("", "owner", true, true, true, true, true, true,
                                                         qpdf_r3p_full);
            }));
    is_fine("ends in white space", pdf::one_page("Hello") + "\r\n \n" + std::string(3, '\0'));
    is_fine("no line feed at the end", pdf::one_page("Hello").substr(0, pdf::one_page("Hello").size() - 1));
}

TEST_CASE("slips of common programs") {
    std::string wrong_size = pdf::write_document(blank_page());
    wrong_size.replace(wrong_size.find("/Size 4"), 7, "/Size 9");
    is_fine("a count that is too high", wrong_size);

    std::string carriage_return = pdf::write_document(with(blank_page(), pdf::stream_of("0 0 m")));
    carriage_return.replace(carriage_return.find("stream\n"), 7, "stream\r");
    is_fine("a carriage return after 'stream'", carriage_return);
}

} // namespace
} // namespace stu::test
