#pragma once
// What staff does with many tickets of a list at once.

#include "common/bulk.hpp"

#include <string>

namespace stu::app::intent {

/// Chooses a ticket of the list, or no longer.
struct ChooseTicket {
    std::string number;
    bool range = false; ///< and all between it and the one that was pressed last
};
struct ChoosePage {};       ///< all that are shown, or none any more
struct ChooseEverything {}; ///< all that the list has, on whatever page
struct ChooseNone {};
struct ShowBoxes {}; ///< where the list shows none by itself

struct AskBulk {
    BulkDeed deed; ///< that is entered first
};
struct CloseBulk {};
struct SubmitBulk {};
struct TakeChosen {}; ///< they are whose list it is
struct UndoBulk {};
struct DismissLeft {}; ///< what could not be changed has been read

} // namespace stu::app::intent
