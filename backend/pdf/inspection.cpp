#include "backend/pdf/inspection.hpp"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <algorithm>
#include <array>
#include <new>
#include <string>
#include <utility>

namespace stu::pdf {
namespace {

using Object = QPDFObjectHandle;

constexpr std::size_t longest_tail = 1'024; ///< within which readers look for the end (ISO 32000-1 annex H.3)

constexpr std::array<std::pair<std::string_view, Verdict>, 13> forbidden{{
    {"/JavaScript", Verdict::javascript},
    {"/JS", Verdict::javascript},
    {"/Launch", Verdict::launch},
    {"/EmbeddedFile", Verdict::embedded_file},
    {"/EmbeddedFiles", Verdict::embedded_file},
    {"/EF", Verdict::embedded_file},
    {"/RichMedia", Verdict::rich_media},
    {"/XFA", Verdict::xfa_form},
    {"/AA", Verdict::automatic_action},
    {"/SubmitForm", Verdict::sends_form},
    {"/ImportData", Verdict::sends_form},
    {"/GoToR", Verdict::other_document},
    {"/GoToE", Verdict::other_document},
}};

/// libqpdf's remarks about files that every reader opens alike. All others mean that a reader might see
/// another document than we do, so they are taken for damage.
constexpr std::array<std::string_view, 4> harmless_remarks{
    "reported number of objects", "extraneous whitespace seen before xref",
    "stream keyword followed by carriage return only", "stream keyword followed by extraneous whitespace"};

Verdict meaning_of(std::string_view name) {
    const auto found = std::find_if(forbidden.begin(), forbidden.end(),
                                    [&](const auto& entry) { return entry.first == name; });
    return found == forbidden.end() ? Verdict::fine : found->second;
}

/// Begins with "%PDF-1." or "%PDF-2." and ends with "%%EOF" and white space. libqpdf is content with less,
/// which lets a web page or an archive be a PDF as well.
bool has_both_ends(std::string_view pdf) {
    if (!pdf.starts_with("%PDF-1.") && !pdf.starts_with("%PDF-2.")) return false;
    const std::size_t end = pdf.find_last_not_of(std::string_view("\0\t\n\f\r ", 6));
    return end != pdf.npos && pdf.size() - end <= longest_tail && pdf.substr(0, end + 1).ends_with("%%EOF");
}

/// What is wrong with an object and all that is written inside it. What it refers to comes as an object of
/// its own.
Verdict verdict_on(Object object) {
    if (object.isStream()) object = object.getDict();
    if (object.isArray()) {
        for (Object& item : object.getArrayAsVector())
            if (const Verdict wrong = item.isIndirect() ? Verdict::fine : verdict_on(item);
                wrong != Verdict::fine)
                return wrong;
    } else if (object.isDictionary()) {
        for (auto& [key, value] : object.getDictAsMap()) {
            Verdict wrong = meaning_of(key);
            const bool names_kind = key == "/S" || key == "/Type" || key == "/Subtype";
            if (wrong == Verdict::fine && names_kind && value.isName()) wrong = meaning_of(value.getName());
            if (wrong == Verdict::fine && !value.isIndirect()) wrong = verdict_on(value);
            if (wrong != Verdict::fine) return wrong;
        }
    }
    return Verdict::fine;
}

bool is_harmless(const QPDFExc& remark) {
    const std::string text = remark.getMessageDetail();
    return std::any_of(harmless_remarks.begin(), harmless_remarks.end(),
                       [&](std::string_view known) { return text.starts_with(known); });
}

Verdict verdict_on_document(std::string_view pdf) {
    QPDF document;
    document.setSuppressWarnings(true);
    document.setAttemptRecovery(false);
    document.processMemoryFile("upload", pdf.data(), pdf.size());
    if (document.isEncrypted()) return Verdict::encrypted;
    if (const Verdict wrong = verdict_on(document.getTrailer()); wrong != Verdict::fine) return wrong;
    for (const Object& object : document.getAllObjects())
        if (const Verdict wrong = verdict_on(object); wrong != Verdict::fine) return wrong;
    const std::size_t pages = document.getAllPages().size();
    const auto remarks = document.getWarnings();
    if (pages == 0 || !std::all_of(remarks.begin(), remarks.end(), is_harmless)) return Verdict::damaged;
    return pages > max_pages ? Verdict::too_many_pages : Verdict::fine;
}

} // namespace

Verdict inspect(std::string_view pdf) {
    if (!has_both_ends(pdf)) return Verdict::damaged;
    try {
        return verdict_on_document(pdf);
    } catch (const std::bad_alloc&) { throw; } catch (const QPDFExc& error) {
        const bool locked =
            error.getErrorCode() == qpdf_e_password || error.getErrorCode() == qpdf_e_unsupported;
        return locked ? Verdict::encrypted : Verdict::damaged;
    } catch (const std::exception&) { return Verdict::damaged; }
}

} // namespace stu::pdf
