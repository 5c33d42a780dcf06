#include "backend/app/presence.hpp"

#include "backend/app/limits.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/app/work.hpp"

#include <algorithm>
#include <utility>

namespace stu::app {
namespace {

/// A page that says the same again so soon is not heard: nobody can wake all servers more often.
constexpr std::int64_t least_age_ms = presence_renewed_ms / 2;

bool is_same_page(const store::PresenceTold& a, const store::PresenceTold& b) {
    return a.page == b.page && a.user_id == b.user_id && a.ticket_id == b.ticket_id;
}

} // namespace

bool Presence::note(const store::PresenceTold& told, std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    const auto before = present(told.ticket_id, now_ms);
    std::erase_if(pages_, [&](const Page& page) {
        return page.at_ms + presence_kept_ms <= now_ms || is_same_page(page.told, told);
    });
    if (told.doing != Doing::away) {
        make_room(told.user_id);
        pages_.push_back({told, now_ms});
    }
    return before != present(told.ticket_id, now_ms);
}

std::optional<std::int64_t> Presence::known_for_ms(const store::PresenceTold& told,
                                                   std::int64_t now_ms) const {
    const std::lock_guard lock(mutex_);
    for (const Page& page : pages_) {
        if (!is_same_page(page.told, told) || page.at_ms + presence_kept_ms <= now_ms) continue;
        if (page.told.doing == told.doing) return now_ms - page.at_ms;
        return std::nullopt;
    }
    return told.doing == Doing::away ? std::optional<std::int64_t>(0) : std::nullopt;
}

std::vector<PresentColleague> Presence::others(std::string_view ticket_id, std::string_view person,
                                               std::int64_t now_ms) const {
    const std::lock_guard lock(mutex_);
    auto others = present(ticket_id, now_ms);
    std::erase_if(others, [&](const PresentColleague& each) { return each.id == person; });
    return others;
}

/// With a page on which they write, somebody writes, whatever their other pages show.
std::vector<PresentColleague> Presence::present(std::string_view ticket_id, std::int64_t now_ms) const {
    std::vector<PresentColleague> people;
    for (const Page& page : pages_) {
        if (page.told.ticket_id != ticket_id || page.at_ms + presence_kept_ms <= now_ms) continue;
        const auto known = std::find_if(people.begin(), people.end(), [&](const PresentColleague& each) {
            return each.id == page.told.user_id;
        });
        if (known == people.end())
            people.push_back({page.told.user_id, page.told.name, page.told.doing});
        else
            known->doing = std::max(known->doing, page.told.doing);
    }
    std::sort(people.begin(), people.end(), [](const PresentColleague& a, const PresentColleague& b) {
        return std::pair(a.name, a.id) < std::pair(b.name, b.id);
    });
    return people;
}

/// For one more page of that person.
void Presence::make_room(std::string_view person) {
    const auto is_theirs = [&](const Page& page) { return page.told.user_id == person; };
    if (std::count_if(pages_.begin(), pages_.end(), is_theirs) >= static_cast<std::ptrdiff_t>(most_pages))
        pages_.erase(std::find_if(pages_.begin(), pages_.end(), is_theirs));
}

Result<PresentColleagues> handle(PresentOnTicket, Context& context, const TicketPresence& request) {
    Presence& presence = context.services.presence;
    return context.write([&](store::Transaction& transaction) -> Result<PresentColleagues> {
        const auto ticket = readable_ticket(transaction, context.actor, request.number);
        if (!ticket) return no_such_ticket();
        if (!may(context.actor, Action::work_on, access_subject(*ticket)))
            return not_allowed(context.actor, tr("Only staff of the department works on its tickets."));
        PresentColleagues present{presence.others(ticket->id, context.actor.user_id, context.now_ms)};
        // Whoever has handed the ticket on to this department is not on it any more, whatever they said last.
        std::erase_if(present.others, [&](const PresentColleague& each) {
            return !works_here(transaction, *ticket, each.id);
        });
        store::PresenceTold now{ticket->id,   ticket->number,     ticket->department, context.actor.user_id,
                                request.page, context.actor.name, request.doing};
        const auto known = presence.known_for_ms(now, context.now_ms);
        if (known && *known < least_age_ms) return present;
        if (!known) // to say the same again is no use of the limit
            if (auto refusal = count(transaction, limit::staff_work, context.actor.user_id, context.now_ms))
                return *refusal;
        transaction.after_commit(std::move(now));
        return present;
    });
}

} // namespace stu::app
