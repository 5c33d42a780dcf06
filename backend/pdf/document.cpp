#include "backend/pdf/document.hpp"

#include <array>
#include <cstdio>

namespace stu::pdf {

std::string write_document(std::span<const std::string> objects, std::string_view more_trailer) {
    const std::string size = std::to_string(objects.size() + 1);
    std::string pdf = "%PDF-1.4\n", table = "xref\n0 " + size + "\n0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::array<char, 21> entry{}; // exactly 20 characters (ISO 32000-1 §7.5.4)
        std::snprintf(entry.data(), entry.size(), "%010zu 00000 n \n", pdf.size());
        table += entry.data();
        pdf.append(std::to_string(i + 1)).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
    }
    const std::string table_at = std::to_string(pdf.size());
    return pdf.append(table)
        .append("trailer\n<< /Size " + size + " /Root 1 0 R ")
        .append(more_trailer)
        .append(">>\nstartxref\n" + table_at + "\n%%EOF\n");
}

std::string stream_of(std::string_view content, std::string_view more) {
    std::string object = "<< /Length " + std::to_string(content.size()) + " ";
    return object.append(more).append(">>\nstream\n").append(content).append("\nendstream");
}

std::string one_page(std::string_view line) {
    const std::array<std::string, 5> objects{
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        stream_of("BT /F1 18 Tf 72 720 Td (" + std::string(line) + ") Tj ET"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    return write_document(objects);
}

} // namespace stu::pdf
