#pragma once
// Valid PDFs for tests.

#include "backend/pdf/document.hpp"

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace stu::test {

/// The objects of a PDF with one empty page; a test adds to them, or spoils one. The catalogue ends in
/// `more_catalogue`, the page in `more_page`.
inline std::vector<std::string> blank_page(std::string_view more_catalogue = {},
                                           std::string_view more_page = {}) {
    return {"<< /Type /Catalog /Pages 2 0 R " + std::string(more_catalogue) + ">>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 144] " + std::string(more_page) + ">>"};
}

/// A valid PDF of exactly `bytes` bytes, at least 500.
inline std::string pdf_of(std::size_t bytes) {
    std::vector<std::string> objects = blank_page();
    objects.emplace_back();
    std::string filling;
    for (int tries = 0; tries < 4; ++tries) { // lengths and offsets stand in the file, too, and grow with it
        objects.back() = pdf::stream_of(filling);
        std::string written = pdf::write_document(objects);
        if (written.size() == bytes) return written;
        filling.resize(filling.size() + bytes - written.size(), 'x');
    }
    throw std::logic_error("no PDF is " + std::to_string(bytes) + " bytes long");
}

} // namespace stu::test
