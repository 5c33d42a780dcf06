#include "backend/pdf/verdict.hpp"

#include "common/attachment.hpp"

namespace stu::pdf {
namespace {

/// What is wrong with {file} and what to do about it.
Message sentence_of(Verdict verdict, std::initializer_list<Given> file) {
    switch (verdict) {
    case Verdict::fine: return {};
    case Verdict::damaged:
        return tr(
            "{file} is damaged or was not saved completely. Please open it, print it to PDF again and choose "
            "the new file.",
            file);
    case Verdict::encrypted:
        return tr(
            "{file} is protected by a password, so nobody at the desk can open it. Please save it without "
            "the password.",
            file);
    case Verdict::too_many_pages:
        return tr("{file} has more than 500 pages. Please attach only the pages that we need to see.", file);
    case Verdict::javascript:
        return tr("{file} contains JavaScript, a small program that would run on the reader's computer. "
                  "Please print "
                  "it to PDF again without it.",
                  file);
    case Verdict::launch:
        return tr("{file} would start a program on the reader's computer. Please print it to PDF again "
                  "without that.",
                  file);
    case Verdict::embedded_file:
        return tr("{file} has other files hidden inside. Please print it to PDF again, and attach the other "
                  "files as "
                  "PDFs of their own.",
                  file);
    case Verdict::rich_media:
        return tr("{file} contains video, sound or other media. Please print it to PDF again without them.",
                  file);
    case Verdict::xfa_form:
        return tr("{file} is an interactive form that only some programs can show. Please fill it in, print "
                  "it to PDF "
                  "and choose the new file.",
                  file);
    case Verdict::automatic_action:
        return tr(
            "{file} does something by itself when it is opened or read. Please print it to PDF again without "
            "that.",
            file);
    case Verdict::sends_form:
        return tr("{file} is a form that sends or fetches data over the network. Please fill it in, print it "
                  "to PDF "
                  "and choose the new file.",
                  file);
    case Verdict::other_document:
        return tr(
            "{file} has links that open other files on the reader's computer. Please print it to PDF again "
            "without them.",
            file);
    case Verdict::unreadable:
        return tr("{file} could not be read safely. Please print it to PDF again and choose the new file.",
                  file);
    }
    return {};
}

} // namespace

std::optional<Error> refusal(Verdict verdict, std::string_view file_name) {
    if (verdict == Verdict::fine) return std::nullopt;
    return refuse(Code::unsupported_media, sentence_of(verdict, {{"file", quoted_file_name(file_name)}}));
}

} // namespace stu::pdf
