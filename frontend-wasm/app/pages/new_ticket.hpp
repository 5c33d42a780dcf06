#pragma once
// "/new/<service>". What is written there is a draft and outlives the page (State::new_ticket).

#include <cstdint>
#include <optional>

namespace stu::app::page {

struct NewTicket {
    bool asking_to_discard = false;
    std::optional<std::int64_t>
        usual_minutes; ///< within which half of such tickets are solved, where it is known
};

} // namespace stu::app::page
