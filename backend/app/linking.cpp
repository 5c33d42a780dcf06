// Staff links tickets that have to do with each other, and finds those that say the same.

#include "common/linking.hpp"

#include "backend/app/linking.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/app/work.hpp"
#include "backend/store/tickets/links.hpp"
#include "backend/store/tickets/search_words.hpp"
#include "backend/store/tickets/ticket_search.hpp"
#include "backend/store/tickets/tickets.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace stu::app {
namespace {

std::set<std::string> words_in(std::string_view text) {
    std::set<std::string> words;
    const std::string all = store::search_words(text);
    for (std::string_view rest = all; !rest.empty();) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        words.emplace(word);
        rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    }
    return words;
}

/// Those that say most, which are the longest: what stands in few tickets is seldom short.
std::vector<std::string> telling_words(std::string_view subject) {
    constexpr std::size_t most = 3, shortest = 4; // bytes; a character of Chinese has three
    std::vector<std::string> words = store::search_phrases(subject);
    std::erase_if(words, [](const std::string& word) { return word.size() < shortest; });
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& one, const auto& other) { return one.size() > other.size(); });
    if (words.size() > most) words.resize(most);
    return words;
}

std::vector<Status> open_statuses() {
    std::vector<Status> open;
    for (const Status status : all<Status>())
        if (!is_closed(status)) open.push_back(status);
    return open;
}

/// Other open tickets of the department that hold a telling word of the subject, those
/// with most words of it in theirs first. One search for each word, of a few milliseconds.
std::vector<TicketRow> similar_to(store::Transaction& transaction, const Ticket& ticket) {
    constexpr std::int64_t looked_at = 20;
    constexpr std::chrono::milliseconds for_each_word{3};
    const std::vector<Status> open = open_statuses();
    const std::set<std::string> own = words_in(ticket.subject);
    std::map<std::string, TicketRow> found;
    store::Stretch newest;
    newest.limit = looked_at;
    for (const std::string& word : telling_words(ticket.subject)) {
        store::FoundTickets holding =
            store::found_tickets(transaction, {ticket.department, {}, open, {}}, word,
                                 QueueOrder::newest_first, newest, for_each_word);
        for (store::ListedTicket& listed : holding.rows)
            if (listed.id != ticket.id) found.emplace(listed.id, std::move(listed.row));
    }

    struct Alike {
        std::size_t words;
        std::string id;
        TicketRow row;
    };
    std::vector<Alike> alike;
    for (auto& [id, row] : found) {
        const std::set<std::string> theirs = words_in(row.subject);
        const auto shared = static_cast<std::size_t>(
            std::count_if(theirs.begin(), theirs.end(),
                          [&own = own](const std::string& word) { return own.count(word) != 0; }));
        if (shared > 0) alike.push_back({shared, id, std::move(row)});
    }
    std::sort(alike.begin(), alike.end(), [](const Alike& one, const Alike& other) {
        return one.words != other.words ? one.words > other.words : one.id > other.id;
    });
    std::vector<TicketRow> rows;
    for (Alike& each : alike)
        if (rows.size() < max_similar) rows.push_back(std::move(each.row));
    return rows;
}

} // namespace

std::vector<TicketRow> linked_with(store::Transaction& transaction, const Actor& actor,
                                   const Ticket& ticket) {
    std::vector<TicketRow> rows;
    for (store::ListedTicket& listed : store::linked_tickets(transaction, ticket.id))
        if (may(actor, Action::read_notes, {{}, listed.row.department}))
            rows.push_back(std::move(listed.row));
    return rows;
}

Result<TicketView> handle(LinkTickets, Context& context, const TicketLink& request) {
    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        auto found = ticket_to_work_on(transaction, context, request.number);
        if (!found) return found.error();
        Ticket& ticket = found.value();
        const auto other = readable_ticket(transaction, context.actor, request.other);
        if (!other || !may(context.actor, Action::work_on, access_subject(*other)))
            return invalid("other", tr("There is no such ticket in your departments."));
        if (other->id == ticket.id)
            return invalid("other", tr("This is the same ticket. Give the number of the other one."));
        if (!store::set_linked(transaction, ticket.id, other->id, request.linked))
            return view_of(transaction, context.actor, std::move(ticket));
        for (const Ticket* one : {static_cast<const Ticket*>(&ticket), &*other}) {
            const Ticket& its = one == &ticket ? *other : ticket;
            if (request.linked && store::count_links(transaction, one->id) > max_links)
                return refuse(Code::conflict,
                              tr("Ticket {number} is linked with {most} others already, which is as many as "
                                 "can be.",
                                 {{"number", one->number}, {"most", max_links}}));
            store::insert_internal_event(
                transaction, *one,
                link_event(*one, its.number, request.linked, context.actor, context.now_ms));
        }
        return view_of(transaction, context.actor, std::move(ticket));
    });
}

Result<SimilarTickets> handle(FindSimilarTickets, Context& context, const TicketByNumber& request) {
    return context.read([&](store::Transaction& transaction) -> Result<SimilarTickets> {
        const auto ticket = readable_ticket(transaction, context.actor, request.number);
        if (!ticket) return no_such_ticket();
        if (!may(context.actor, Action::work_on, access_subject(*ticket)))
            return not_allowed(context.actor, tr("Only staff looks for similar tickets."));
        return SimilarTickets{similar_to(transaction, *ticket)};
    });
}

} // namespace stu::app
