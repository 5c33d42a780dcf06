#pragma once
// What staff does with tickets that have to do with each other.

#include <string>

namespace stu::app::intent {

/// With the number that is typed.
struct SubmitLink {};
struct Link {
    std::string other;
    bool linked; ///< false = not any more
};
/// Either is empty: then it is the ticket of the page, or, as `into`, the number that is typed.
struct Merge {
    std::string number, into;
};
/// A ticket that was merged into the one of the page.
struct Unmerge {
    std::string number;
};

} // namespace stu::app::intent
