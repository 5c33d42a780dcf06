#pragma once
// What staff does to file a ticket for a student.

#include <cstddef>

namespace stu::app::intent {

struct FindStudent {}; ///< by what is typed
/// Name, address and number of one who was found go into the form.
struct TakeStudent {
    std::size_t place; ///< among those who were found
};
struct SubmitFiling {};
struct DiscardFiling {};

} // namespace stu::app::intent
