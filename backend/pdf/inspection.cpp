#include "backend/pdf/inspection.hpp"

#include "backend/pdf/contents.hpp"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>

#include <algorithm>
#include <array>
#include <new>
#include <set>
#include <string>

namespace stu::pdf {
namespace {

constexpr std::size_t archive_end_bytes = 22; ///< of a ZIP archive without its comment
constexpr std::size_t longest_archive_comment = 65'535;

/// libqpdf's remarks about slips on which readers do not differ: all show the same document. Any other remark
/// means that a reader might see another one than we do.
constexpr std::array<std::string_view, 9> harmless_remarks{
    "reported number of objects",
    "extraneous whitespace seen before xref",
    "stream keyword followed by carriage return only",
    "stream keyword followed by extraneous whitespace",
    "object has offset 0", // an entry that nothing uses, as macOS writes it
    "/Type key should be /Page",
    "expected endobj",
    "name with stray #",
    "unknown token while reading object; treating as string"};

/// And those that it makes while it looks for the objects of a damaged file by itself.
constexpr std::array<std::string_view, 12> remarks_of_recovery{
    "file is damaged",
    "can't find startxref",
    "Attempting to reconstruct cross-reference table",
    "expected ",
    "object ", // … not found after regenerating the table
    "xref not found",
    "xref syntax invalid",
    "invalid xref entry",
    "attempting to recover stream length",
    "recovered stream length",
    "stream dictionary lacks /Length key",
    "/Length key in stream dictionary is not an integer"};

/// What mail gateways and old programs put before the head: a byte order mark, line breaks.
std::string_view without_prefix(std::string_view pdf) {
    if (pdf.starts_with("\xEF\xBB\xBF")) pdf.remove_prefix(3);
    const std::size_t begin = std::min(pdf.find_first_not_of("\r\n"), pdf.size());
    return pdf.substr(begin);
}

/// Up to "%%EOF". Behind it may stand white space, NUL and 0x1A, the end of a file on old systems; empty
/// where anything else does, or no end is there.
std::string_view without_suffix(std::string_view pdf) {
    const std::size_t end = pdf.find_last_not_of(std::string_view("\0\t\n\f\r \x1A", 7));
    if (end == pdf.npos || !pdf.substr(0, end + 1).ends_with("%%EOF")) return {};
    return pdf.substr(0, end + 1);
}

std::size_t little_endian(std::string_view bytes) {
    std::size_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

/// Whether the file is a ZIP archive as well: those are read from their end (APPNOTE 4.3.16), so one may lie
/// inside a PDF.
bool is_archive_too(std::string_view file) {
    const std::size_t earliest =
        file.size() - std::min(file.size(), archive_end_bytes + longest_archive_comment);
    for (std::size_t at = file.rfind("PK\5\6"); at != file.npos && at >= earliest;
         at = at == 0 ? file.npos : file.rfind("PK\5\6", at - 1)) {
        if (file.size() - at < archive_end_bytes) continue;
        const std::size_t directory_bytes = little_endian(file.substr(at + 12, 4));
        if (directory_bytes <= at && file.substr(at - directory_bytes).starts_with("PK\1\2")) return true;
    }
    return false;
}

/// Whether each object of the file is defined once, and in the open. Then a damaged table of them leaves
/// nothing to choose: whoever looks for the objects finds the same ones.
bool is_unambiguous(std::string_view pdf) {
    if (pdf.find("/ObjStm") != pdf.npos || pdf.find("%%EOF") != pdf.rfind("%%EOF")) return false;
    std::set<std::string> seen;
    for (std::size_t at = pdf.find(" obj"); at != pdf.npos; at = pdf.find(" obj", at + 1)) {
        const auto digits_before = [&](std::size_t end) {
            std::size_t begin = end;
            while (begin > 0 && pdf[begin - 1] >= '0' && pdf[begin - 1] <= '9') --begin;
            return begin;
        };
        const std::size_t generation = digits_before(at);
        if (generation == at || generation == 0 || pdf[generation - 1] != ' ') continue;
        const std::size_t number = digits_before(generation - 1);
        if (number != generation - 1 &&
            !seen.insert(std::string(pdf.substr(number, generation - 1 - number))).second)
            return false;
    }
    return true;
}

bool is_harmless(const QPDFExc& remark, bool recovery) {
    const std::string& text = remark.getMessageDetail();
    const auto known = [&text](std::string_view beginning) { return text.starts_with(beginning); };
    return std::any_of(harmless_remarks.begin(), harmless_remarks.end(), known) ||
           (recovery && std::any_of(remarks_of_recovery.begin(), remarks_of_recovery.end(), known));
}

/// What is wrong with `pdf` as libqpdf reads it. With `recovery` it looks for the objects of a damaged file
/// by itself.
Verdict verdict_on_document(std::string_view pdf, bool recovery) {
    QPDF document;
    document.setSuppressWarnings(true);
    document.setAttemptRecovery(recovery);
    document.processMemoryFile("upload", pdf.data(),
                               pdf.size()); // a file without a password for reading is opened by none
    if (const Verdict wrong = verdict_on_contents(document); wrong != Verdict::fine) return wrong;
    const std::size_t pages = document.getAllPages().size();
    const auto remarks = document.getWarnings();
    const bool whole = std::all_of(remarks.begin(), remarks.end(),
                                   [=](const QPDFExc& remark) { return is_harmless(remark, recovery); });
    if (pages == 0 || !whole) return Verdict::damaged;
    return pages > max_pages ? Verdict::too_many_pages : Verdict::fine;
}

Verdict verdict_on_attempt(std::string_view pdf, bool recovery) {
    try {
        return verdict_on_document(pdf, recovery);
    } catch (const std::bad_alloc&) { throw; } catch (const QPDFExc& error) {
        const bool locked =
            error.getErrorCode() == qpdf_e_password || error.getErrorCode() == qpdf_e_unsupported;
        return locked ? Verdict::encrypted : Verdict::damaged;
    } catch (const std::exception&) { return Verdict::damaged; }
}

} // namespace

Verdict inspect(std::string_view file) {
    if (is_archive_too(file)) return Verdict::embedded_file;
    const std::string_view pdf = without_suffix(without_prefix(file));
    if (!pdf.starts_with("%PDF-1.") && !pdf.starts_with("%PDF-2.")) return Verdict::damaged;
    const Verdict verdict = verdict_on_attempt(pdf, false);
    return verdict == Verdict::damaged && is_unambiguous(pdf) ? verdict_on_attempt(pdf, true) : verdict;
}

} // namespace stu::pdf
