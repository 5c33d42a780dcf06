#pragma once
// update() with nothing around it.

#include "common/ticket_number.hpp"
#include "frontend-wasm/app/update.hpp"
#include "frontend-wasm/platform/scripted/scripted.hpp"
#include "tests/support/english.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace stu::app {

/// States in, states and effects out.
struct World {
    platform::Scripted browser;
    State state;
    Effects effects;

    void happens(Intent intent) {
        effects.clear();
        update(state, std::move(intent), browser, effects);
    }
    /// The present page, which has to be that one.
    template <class P> P& on() { return std::get<P>(state.page); }
    std::size_t calls_of(std::string_view endpoint) const {
        return static_cast<std::size_t>(
            std::count_if(effects.begin(), effects.end(), [&](const Effect& effect) {
                const auto* call = std::get_if<effect::Call>(&effect);
                return call && call->endpoint == endpoint;
            }));
    }
    template <class E> bool wants() const {
        return std::any_of(effects.begin(), effects.end(),
                           [](const Effect& effect) { return std::holds_alternative<E>(effect); });
    }
    void sign_in(Role role) {
        const User user{"user-1",
                        "a@example.edu",
                        "Amina Wanjiru",
                        "BIT-1",
                        role,
                        role == Role::staff ? std::vector<std::string>{"it"} : std::vector<std::string>{},
                        true};
        const Catalogue catalogue{{{"it", "IT", {{"ict", "ICT", "", {{"eduroam", "Eduroam"}}}}}}};
        happens(intent::Started{"/"});
        happens(intent::Replied<CurrentSession>{state.visit, Session{user, 0, catalogue}});
    }
    void open_ticket(const TicketView& view) {
        happens(intent::FollowLink{"/tickets/" + view.ticket.number});
        happens(intent::Replied<GetTicket>{state.visit, view});
    }
    void open_queue() {
        sign_in(Role::staff);
        happens(intent::FollowLink{"/queue/it"});
    }
};

inline Error refused(Code code) { return refuse(code, as_written("A sentence.")); }

inline TicketView ticket_of(const std::string& owner) {
    TicketView view;
    view.ticket.number = make_ticket_number(7);
    view.ticket.owner_id = owner;
    view.ticket.department = "it";
    view.events = {opened_event(view.ticket)};
    return view;
}

/// A remark, or with a negative sequence a note.
inline TicketEvent event_of(std::int64_t sequence, const std::string& author, const std::string& text = {}) {
    TicketEvent event;
    event.sequence = sequence;
    event.author_id = author;
    event.text = text;
    event.kind = sequence < 0 ? EventKind::noted : EventKind::remark_added;
    return event;
}

} // namespace stu::app
