#pragma once
// What a PDF would make a reader do, judged where a reader would do it: a key counts where it means an
// action, not in maps whose keys are the author's (fonts, appearance states, roles).

#include "backend/pdf/verdict.hpp"

class QPDF;

namespace stu::pdf {

/// Looks at every object of the file, also at those that nothing refers to. May throw what libqpdf throws.
Verdict verdict_on_contents(QPDF& document);

} // namespace stu::pdf
