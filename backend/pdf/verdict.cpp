#include "backend/pdf/verdict.hpp"

#include "common/attachment.hpp"

#include <string>

namespace stu::pdf {
namespace {

/// What is wrong and what to do about it; follows the file's name.
std::string_view sentence_of(Verdict verdict) {
    switch (verdict) {
    case Verdict::fine: return {};
    case Verdict::damaged:
        return " is damaged or was not saved completely. Please open it, print it to PDF again and choose "
               "the new file.";
    case Verdict::encrypted:
        return " is protected by a password, so nobody at the desk can open it. Please save it without "
               "the password.";
    case Verdict::too_many_pages:
        return " has more than 500 pages. Please attach only the pages that we need to see.";
    case Verdict::javascript:
        return " contains JavaScript, a small program that would run on the reader's computer. Please print "
               "it to PDF again without it.";
    case Verdict::launch:
        return " would start a program on the reader's computer. Please print it to PDF again without that.";
    case Verdict::embedded_file:
        return " has other files hidden inside. Please print it to PDF again, and attach the other files as "
               "PDFs of their own.";
    case Verdict::rich_media:
        return " contains video, sound or other media. Please print it to PDF again without them.";
    case Verdict::xfa_form:
        return " is an interactive form that only some programs can show. Please fill it in, print it to PDF "
               "and choose the new file.";
    case Verdict::automatic_action:
        return " does something by itself when it is opened or read. Please print it to PDF again without "
               "that.";
    case Verdict::sends_form:
        return " is a form that sends or fetches data over the network. Please fill it in, print it to PDF "
               "and choose the new file.";
    case Verdict::other_document:
        return " has links that open other files on the reader's computer. Please print it to PDF again "
               "without them.";
    case Verdict::unreadable:
        return " could not be read safely. Please print it to PDF again and choose the new file.";
    }
    return {};
}

} // namespace

std::optional<Error> refusal(Verdict verdict, std::string_view file_name) {
    if (verdict == Verdict::fine) return std::nullopt;
    return refuse(Code::unsupported_media, quoted_file_name(file_name).append(sentence_of(verdict)));
}

} // namespace stu::pdf
