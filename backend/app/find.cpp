// What staff finds by whatever they type, in all of their departments.

#include "backend/app/languages.hpp"
#include "backend/app/queue_selection.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/saved_views.hpp"
#include "backend/store/tickets/search_words.hpp"
#include "backend/store/tickets/tags.hpp"
#include "backend/store/tickets/ticket_search.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/text.hpp"
#include "common/ticket_number.hpp"
#include "common/typed_text.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>

namespace stu::app {
namespace {

constexpr auto every_status = all<Status>();

/// What mail programs put before the subject of an answer.
std::string_view without_reply_marks(std::string_view text) {
    constexpr std::array<std::string_view, 8> marks{"re:", "fwd:", "fw:", "aw:", "wg:", "tr:", "rv:", "sv:"};
    for (bool again = true; again;) {
        again = false;
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        for (const std::string_view mark : marks)
            if (lower_ascii(text.substr(0, mark.size())) == mark) {
                text.remove_prefix(mark.size());
                again = true;
            }
    }
    return text;
}

/// The number of a ticket that stands somewhere in it, as in a link or in "Re: [7QHD-20Z8] Wi-Fi".
std::string number_within(std::string_view text) {
    constexpr std::string_view symbols = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-";
    for (std::size_t begin = text.find_first_of(symbols); begin < text.size();) {
        const std::size_t end = std::min(text.find_first_not_of(symbols, begin), text.size());
        const std::string_view piece = text.substr(begin, end - begin);
        if (piece.find('-') == 4)
            if (auto number = parse_ticket_number(piece)) return *number;
        begin = text.find_first_of(symbols, end);
    }
    return {};
}

std::string sought_in(std::string_view typed) {
    std::string line = as_line(typed);
    // Brackets around an address would be words of their own.
    if (line.find('@') != std::string::npos)
        std::replace_if(
            line.begin(), line.end(), [](char c) { return c == '<' || c == '>'; }, ' ');
    std::string number = number_within(line);
    return number.empty() ? std::string(without_reply_marks(line)) : number;
}

/// How well a ticket is about the words, by what its row says.
int rank(const TicketRow& row, std::string_view text) {
    int points = is_closed(row.status) ? 0 : 1;
    if (store::holds_words(row.number, text)) points += 8;
    if (store::holds_words(row.subject, text)) points += 4;
    if (store::holds_words(row.student_name, text)) points += 2;
    return points;
}

/// Newest first, each once.
void put_in_order(std::vector<store::ListedTicket>& tickets) {
    std::sort(tickets.begin(), tickets.end(),
              [](const auto& one, const auto& other) { return one.id > other.id; });
    tickets.erase(std::unique(tickets.begin(), tickets.end(),
                              [](const auto& one, const auto& other) { return one.id == other.id; }),
                  tickets.end());
}

class Finder {
  public:
    Finder(store::Transaction& transaction, const Context& context, const FindAnything& request)
        : transaction_(transaction), context_(context), actor_(context.actor),
          best_first_(request.best_first), catalogue_(store::load_catalogue(transaction)) {
        const ScopedSearch search = with_scopes(request.text);
        text_ = sought_in(search.words);
        found_.doubts = search.doubts;
        found_.is_narrowed = !search.scopes.empty();
        found_.filter = narrowed({}, search);
        for (const ScopeValue& each : search.scopes)
            if (each.scope == SearchScope::assignee) found_.assignee = each.names.front();
    }

    Findings all() {
        if (found_.is_narrowed) {
            find_narrowed();
            return std::move(found_);
        }
        if (store::search_phrases(text_).empty()) return std::move(found_);
        find_tickets();
        for (const std::string& department : actor_.departments) {
            find_students(department);
            for (SavedView& view : store::saved_views_of(transaction_, department, actor_.user_id))
                if (is_called(view.name) && found_.views.size() < max_found_others)
                    found_.views.push_back({view.id, view.name, department, view.filter});
        }
        find_services();
        return std::move(found_);
    }

  private:
    /// A part of what all departments may take.
    std::chrono::milliseconds share_of(std::chrono::milliseconds all) const {
        return all / static_cast<std::int64_t>(std::max<std::size_t>(1, actor_.departments.size()));
    }

    bool is_own(const Department& department) const {
        const auto& own = actor_.departments;
        return std::find(own.begin(), own.end(), department.id) != own.end();
    }

    ScopedSearch with_scopes(const std::string& typed) {
        if (typed.find(':') == std::string::npos && typed.find("：") == std::string::npos)
            return {as_line(typed), {}, {}}; // nearly always, and before looking at anything
        std::vector<const Department*> departments;
        std::vector<Colleague> colleagues;
        std::vector<std::string> tags;
        for (const Department& each : catalogue_.departments)
            if (is_own(each)) departments.push_back(&each);
        for (const std::string& department : actor_.departments) {
            for (Colleague& each : store::colleagues_in(transaction_, department)) {
                const auto is_same = [&](const Colleague& other) { return other.id == each.id; };
                if (std::none_of(colleagues.begin(), colleagues.end(), is_same))
                    colleagues.push_back(std::move(each));
            }
            for (std::string& each : store::tags_in(transaction_, department))
                if (std::find(tags.begin(), tags.end(), each) == tags.end()) tags.push_back(std::move(each));
        }
        const Catalog& words = spoken_language(context_.language).catalog;
        return read_scopes(typed, words, scope_values(words, departments, colleagues, tags));
    }

    /// What the queues of the departments show under the filters, in their order.
    void find_narrowed() {
        const auto patience = share_of(store::usual_search);
        std::vector<store::ListedTicket> tickets;
        for (const std::string& department : actor_.departments) {
            ListQueue request = found_.filter;
            request.department = department;
            const SettledQueue settled = settle(context_, request);
            const Selection selection(transaction_, settled);
            store::FoundTickets found =
                selection.read({store::Stretch::Direction::onwards, {}, 0, max_found_tickets}, patience);
            found_.unfinished |= found.or_more;
            std::move(found.rows.begin(), found.rows.end(), std::back_inserter(tickets));
        }
        const bool by_wait = order_of(found_.filter) == QueueOrder::longest_wait_first;
        std::stable_sort(tickets.begin(), tickets.end(), [&](const auto& one, const auto& other) {
            return by_wait ? one.place_ms < other.place_ms : one.id > other.id;
        });
        show(std::move(tickets));
    }

    void show(std::vector<store::ListedTicket> tickets) {
        if (tickets.size() > max_found_tickets) tickets.resize(max_found_tickets);
        store::add_last_words(transaction_, tickets);
        for (store::ListedTicket& each : tickets) found_.tickets.push_back(std::move(each.row));
    }

    void find_tickets() {
        constexpr std::int64_t ranked = 100; // of each department
        constexpr std::chrono::milliseconds ranked_search{36};
        const auto patience = share_of(best_first_ ? ranked_search : store::usual_search / 2);
        const store::Stretch newest{{}, {}, 0, best_first_ ? ranked : max_found_tickets};
        std::vector<store::ListedTicket> tickets;
        const auto add = [&](std::vector<store::ListedTicket> more) {
            std::move(more.begin(), more.end(), std::back_inserter(tickets));
        };
        for (const std::string& department : actor_.departments) {
            const store::QueueFilter filter{department, {}, every_status, {}};
            store::FoundTickets found =
                store::found_tickets(transaction_, filter, text_, QueueOrder::newest_first, newest, patience);
            found_.unfinished |= found.or_more;
            add(std::move(found.rows));
            if (const auto part = parse_number_part(text_))
                add(store::tickets_with_number_part(transaction_, department, *part, max_found_tickets));
        }
        put_in_order(tickets);
        if (best_first_)
            std::stable_sort(tickets.begin(), tickets.end(), [&](const auto& one, const auto& other) {
                return rank(one.row, text_) > rank(other.row, text_);
            });
        show(std::move(tickets));
    }

    void find_students(const std::string& department) {
        const store::QueueFilter filter{department, {}, every_status, {}};
        const auto patience = share_of(store::usual_search / 4);
        for (store::FoundPerson& each : store::found_students(transaction_, filter, text_, patience)) {
            const bool known = std::any_of(found_.students.begin(), found_.students.end(),
                                           [&](const FoundStudent& one) { return one.email == each.email; });
            if (!known && found_.students.size() < max_found_others)
                found_.students.push_back({each.name, each.email, each.registration_number, department});
        }
    }

    void find_services() {
        for (const Department& department : catalogue_.departments) {
            if (!is_own(department)) continue;
            for (const ServiceGroup& group : department.groups)
                for (const Service& service : group.services)
                    if (!service.retired && is_called(service) && found_.services.size() < max_found_others)
                        found_.services.push_back(service.id);
        }
    }

    bool is_called(const std::string& name) const { return store::holds_words(name, text_); }
    bool is_called(const Service& service) const {
        return is_called(service.name) ||
               std::any_of(service.translations.begin(), service.translations.end(),
                           [&](const Translation& each) { return is_called(each.name); });
    }

    store::Transaction& transaction_;
    const Context& context_;
    const Actor& actor_;
    bool best_first_;
    Catalogue catalogue_;
    std::string text_;
    Findings found_;
};

} // namespace

Result<Findings> handle(FindEverything, Context& context, const FindAnything& request) {
    if (auto refusal = staff_refusal(context.actor, tr("Only staff searches all tickets."))) return *refusal;
    return context.read([&](store::Transaction& transaction) -> Result<Findings> {
        return Finder(transaction, context, request).all();
    });
}

} // namespace stu::app
