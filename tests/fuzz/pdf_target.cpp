#include "backend/pdf/inspection.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/pdf/rewritten.hpp"

#include <algorithm>

using namespace stu;

std::vector<std::string_view> stu::fuzz::words() {
    return {"obj",
            "endobj",
            "stream\n",
            "endstream",
            "<<",
            ">>",
            "[",
            "]",
            "(",
            ")",
            "/Type",
            "/Length ",
            "/Prev ",
            "/Kids",
            "/ObjStm",
            "/XRef",
            "/W [1 2 1]",
            "/Filter /FlateDecode ",
            "/Extends ",
            "/Encrypt ",
            "/JS ",
            "/J#53 ",
            "1 0 R",
            "4 0 R",
            "-1",
            "4294967296",
            "9999999999999999999",
            "%",
            "startxref\n",
            "%%EOF",
            "null",
            std::string_view("\0", 1)};
}

std::vector<std::string> stu::fuzz::seeds() {
    const auto script = test::blank_page("/OpenAction << /S /JavaScript /JS (app.alert(1)) >> ");
    return {
        pdf::one_page("Hello"),
        pdf::write_document(script),
        test::with_object_streams(script),
        test::with_object_streams(
            test::with(test::blank_page(), "[<< /A (b) /C 4 0 R >> true 1.5 <00ff> null]")),
        test::rewritten(test::pages(3), [](QPDFWriter& writer) { writer.setLinearization(true); }),
        test::updated(pdf::write_document(test::with(test::blank_page(), "<< >>")), 4, "<< /Title (2) >>")};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view content(reinterpret_cast<const char*>(data), size);
    const pdf::Verdict verdict = pdf::inspect(content);
    fuzz::require(verdict != pdf::Verdict::unreadable); // that one is the parent's
    if (verdict == pdf::Verdict::fine) {
        // A byte order mark and line breaks may stand before the head.
        std::string_view head = content;
        if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
        head.remove_prefix(std::min(head.find_first_not_of("\r\n"), head.size()));
        fuzz::require(head.starts_with("%PDF-") && head.find("%%EOF") != head.npos);
    }
    return 0;
}
