#include "frontend-wasm/app/presence.hpp"

#include "common/access.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace stu::app {
namespace {

std::optional<TicketPresence> present_now(State& state, Surroundings& world) {
    auto* page = state.on<page::Ticket>();
    if (!page || !page->loaded.value || !state.is_staff() || state.sign_in_again || state.outdated)
        return std::nullopt;
    const Ticket& ticket = page->loaded.value->ticket;
    if (!may(state.actor(), Action::work_on, access_subject(ticket))) return std::nullopt;
    if (page->presence.page.empty()) page->presence.page = world.new_request_id();
    const bool writes = page->review.touched() || !page->note.request.text.empty();
    return TicketPresence{ticket.number, page->presence.page, writes ? Doing::replying : Doing::reading};
}

bool are_same_page(const TicketPresence& a, const TicketPresence& b) { return a.page == b.page; }

Effect keep_telling(const State& state, const TicketPresence& presence) {
    return effect::KeepTelling{std::get<effect::Call>(call<PresentOnTicket>(state, presence, true))};
}

} // namespace

Effects tell_presence(State& state, Surroundings& world) {
    auto now = present_now(state, world);
    std::optional<TicketPresence>& told = state.told_presence;
    if (!now && !told) return {};
    if (now && told && are_same_page(*now, *told) && now->doing == told->doing) return {};
    Effects effects;
    if (told && state.user() && !state.sign_in_again && !(now && are_same_page(*now, *told)))
        effects.push_back(call<PresentOnTicket>(state, {told->number, told->page, Doing::away}, true));
    effects.push_back(now ? keep_telling(state, *now) : Effect(effect::KeepTelling{}));
    told = std::move(now);
    return effects;
}

void hear_presence(State& state, News& news, Effects& effects) {
    const auto concerns = [&](const ChangedTicket& ticket) {
        return ticket.present && state.told_presence && ticket.number == state.told_presence->number;
    };
    if (std::any_of(news.tickets.begin(), news.tickets.end(), concerns))
        effects.push_back(keep_telling(state, *state.told_presence));
    const auto alone = [](const ChangedTicket& ticket) {
        return ticket.present && !ticket.internal && ticket.version == 0;
    };
    news.tickets.erase(std::remove_if(news.tickets.begin(), news.tickets.end(), alone), news.tickets.end());
}

} // namespace stu::app
