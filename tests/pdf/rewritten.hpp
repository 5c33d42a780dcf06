#pragma once
// PDFs in the forms that only a full PDF library writes.

#include "tests/support/pdf.hpp"

#include <cstdio>
#include <qpdf/Buffer.hh>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <string>
#include <string_view>
#include <vector>

namespace stu::test {

inline std::string text_of(const Buffer& buffer) {
    return {reinterpret_cast<const char*>(buffer.getBuffer()), buffer.getSize()};
}

/// The same document, written by libqpdf as `choose(QPDFWriter&)` wants it.
template <class Choose> std::string rewritten(const std::vector<std::string>& objects, Choose choose) {
    const std::string plain = pdf::write_document(objects);
    QPDF document;
    document.processMemoryFile("test", plain.data(), plain.size());
    QPDFWriter writer(document);
    writer.setOutputMemory();
    choose(writer);
    writer.write();
    return text_of(*writer.getBufferSharedPointer());
}

/// With everything that may be compressed inside object streams, where no search for bytes finds it.
inline std::string with_object_streams(const std::vector<std::string>& objects) {
    return rewritten(objects, [](QPDFWriter& writer) { writer.setObjectStreamMode(qpdf_o_generate); });
}

inline std::string deflated(std::string_view content) {
    Pl_Buffer buffer("buffer");
    Pl_Flate deflate("deflate", &buffer, Pl_Flate::a_deflate);
    deflate.write(reinterpret_cast<const unsigned char*>(content.data()), content.size());
    deflate.finish();
    return text_of(*buffer.getBufferSharedPointer());
}

/// `objects` and one more.
inline std::vector<std::string> with(std::vector<std::string> objects, std::string_view one_more) {
    objects.emplace_back(one_more);
    return objects;
}

/// A document of so many empty pages.
inline std::vector<std::string> pages(int count) {
    std::vector<std::string> objects = blank_page();
    std::string kids;
    for (int i = 0; i < count; ++i) kids += std::to_string(3 + i) + " 0 R ";
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(count) + " >>";
    while (objects.size() < static_cast<std::size_t>(count) + 2) objects.push_back(objects[2]);
    return objects;
}

/// `document` as if a program had changed it and added the change at the end: object `number` is now
/// `object`.
inline std::string updated(const std::string& document, int number, std::string_view object) {
    const std::size_t last = document.rfind("startxref\n") + 10;
    const std::string previous = document.substr(last, document.find('\n', last) - last);
    std::string result = document;
    char entry[21];
    std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", result.size());
    result += std::to_string(number) + " 0 obj\n" + std::string(object) + "\nendobj\n";
    const std::string table_at = std::to_string(result.size());
    return result + "xref\n" + std::to_string(number) + " 1\n" + entry +
           "trailer\n<< /Size 10 /Root 1 0 R /Prev " + previous + " >>\nstartxref\n" + table_at + "\n%%EOF\n";
}

} // namespace stu::test
