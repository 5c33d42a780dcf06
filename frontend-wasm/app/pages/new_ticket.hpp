#pragma once
// "/new/<service>". What is written there is a draft and outlives the page (State::new_ticket).

namespace stu::app::page {

struct NewTicket {
    bool asking_to_discard = false;
};

} // namespace stu::app::page
