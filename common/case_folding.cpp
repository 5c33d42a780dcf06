#include "common/case_folding.hpp"

#include "common/text.hpp"

namespace stu {
namespace {

/// From `first` to `last` every `step`th letter is upper case, and its lower case stands `to_lower` further.
struct UpperCase {
    char32_t first, last;
    char32_t step, to_lower;
};

// Unicode 15, CaseFolding.txt (C and S).
constexpr UpperCase upper_case[] = {
    {'A', 'Z', 1, 32},        {0x00C0, 0x00D6, 1, 32},  {0x00D8, 0x00DE, 1, 32},  {0x0100, 0x012E, 2, 1},
    {0x0132, 0x0136, 2, 1},   {0x0139, 0x0147, 2, 1},   {0x014A, 0x0176, 2, 1},   {0x0179, 0x017D, 2, 1},
    {0x0181, 0x0181, 1, 210}, {0x0186, 0x0186, 1, 206}, {0x018A, 0x018A, 1, 205}, {0x0190, 0x0190, 1, 203},
    {0x0198, 0x0198, 1, 1},   {0x01A0, 0x01A4, 2, 1},   {0x01AF, 0x01AF, 1, 1},   {0x01B3, 0x01B5, 2, 1},
    {0x01CD, 0x01DB, 2, 1},   {0x01DE, 0x01EE, 2, 1},   {0x01F8, 0x021E, 2, 1},   {0x0386, 0x0386, 1, 38},
    {0x0388, 0x038A, 1, 37},  {0x038C, 0x038C, 1, 64},  {0x038E, 0x038F, 1, 63},  {0x0391, 0x03A1, 1, 32},
    {0x03A3, 0x03AB, 1, 32},  {0x0400, 0x040F, 1, 80},  {0x0410, 0x042F, 1, 32},  {0x0460, 0x0480, 2, 1},
    {0x048A, 0x04BE, 2, 1},   {0x04C1, 0x04CD, 2, 1},   {0x04D0, 0x052E, 2, 1},   {0x0531, 0x0556, 1, 48},
    {0x1E00, 0x1E94, 2, 1},   {0x1EA0, 0x1EFE, 2, 1}};

char32_t lower_case(char32_t letter) {
    if (letter == 0x0178) return 0x00FF; // before its upper case
    if (letter == 0x03C2) return 0x03C3; // sigma at the end of a word
    for (const UpperCase& range : upper_case)
        if (letter >= range.first && letter <= range.last && (letter - range.first) % range.step == 0)
            return letter + range.to_lower;
    return letter;
}

} // namespace

std::string folded_case(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        if (point.size == 0) {
            folded += text[at++];
            continue;
        }
        const char32_t lower = lower_case(point.value);
        if (lower == point.value)
            folded += text.substr(at, point.size);
        else
            folded += encoded(lower);
        at += point.size;
    }
    return folded;
}

} // namespace stu
