// What a search finds, beside the same tickets looked through one by one.

#include "backend/store/tickets/search_ranges.hpp"
#include "backend/store/tickets/search_words.hpp"
#include "backend/store/tickets/ticket_search.hpp"
#include "tests/store/desk_of_tickets.hpp"
#include "tests/support/alike.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <random>
#include <string>

namespace stu::store {
namespace {

constexpr auto every_status = all<Status>();

/// Words of ten scripts, some of which begin alike or are said on nearly every ticket.
constexpr std::array<std::string_view, 40> vocabulary{
    "eduroam", "eduroaming", "printer",   "print",      "the",      "to",         "a",      "Straße",
    "strasse", "500 €",      "上海",      "上海大学",   "学生证",   "пароль",     "пароли", "Ελλάδα",
    "محمد",    "مُحَمَّد",       "שלום",      "ระบบ",       "ลงทะเบียน", "プリンター", "ﾌﾟﾘﾝﾀｰ", "비밀번호",
    "비밀",    "प्रिंटर",      "Łódź",      "lodz",       "wi-fi",    "Wi‑Fi",      "C++",    "O'Brien",
    "e-mail",  "İstanbul",   "registrar", "registered", "🙏🏽", "→",          "①",      "Ёлка"};

/// Tickets with what staff reads on each, in the words of the search.
struct SearchedDesk : DeskOfTickets {
    std::map<std::string, std::string> said; ///< by number

    std::string some_words(std::size_t most) {
        std::string text;
        for (std::size_t count = 1 + pick(most); count > 0; --count)
            text += std::string(vocabulary[std::min(pick(vocabulary.size()), pick(vocabulary.size()))]) + " ";
        return text;
    }

    void fill_with_words(std::size_t count) {
        Transaction transaction = store.write();
        tickets.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            // Over hours, months and years, so that every step of a search is taken.
            const std::int64_t at =
                start_ms + static_cast<std::int64_t>(pick(std::size_t{1} << (20 + pick(18))));
            const bool finance = pick(4) == 0;
            Ticket& ticket = file(transaction, at, finance ? "finance" : "it",
                                  finance ? "student-finance-and-banking" : it_services[pick(3)],
                                  some_words(3), some_words(6));
            std::string notes;
            if (pick(3) == 0) answer(transaction, ticket, at + 1);
            if (pick(3) == 0) {
                notes = some_words(3);
                insert_internal_event(transaction, ticket, note_event(ticket, notes, david, at + 2));
            }
            if (pick(8) == 0)
                transfer(transaction, ticket, finance ? "it" : "finance",
                         finance ? it_services[0] : std::string_view("student-finance-and-banking"), at + 3);
            std::string text = ticket.number + "\n" + ticket.subject + "\n" + ticket.student_name + "\n" +
                               ticket.email + "\n" + ticket.message + "\n";
            for (const TicketEvent& event : load_events(transaction, ticket.id))
                if (event.sequence > 0) text += event.text + "\n";
            said[ticket.number] = " " + search_words(text + notes) + " ";
        }
        transaction.commit();
    }

    /// A word as it is written, or its beginning.
    std::string question() {
        std::string text;
        for (std::size_t count = 1 + pick(3); count > 0; --count)
            text += (text.empty() ? "" : " ") + std::string(vocabulary[pick(vocabulary.size())]);
        std::size_t end = text.size() - std::min(pick(4), text.size() - 1);
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
        return text.substr(0, end);
    }
};

bool holds(const std::string& words, const std::string& text) {
    const auto phrases = search_phrases(text);
    for (const std::string& phrase : phrases) {
        const std::size_t begin = phrase.rfind(' ') + 1;
        const auto letters =
            std::count_if(phrase.begin() + static_cast<std::ptrdiff_t>(begin), phrase.end(),
                          [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
        const bool unfinished = &phrase == &phrases.back() && letters > 1;
        if (words.find(" " + phrase + (unfinished ? "" : " ")) == std::string::npos) return false;
    }
    return !phrases.empty();
}

TEST_CASE("words of ASCII are the same with and without other letters beside them") {
    std::mt19937_64 dice{20261128};
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (auto left = dice() % 12; left > 0; --left) text += static_cast<char>(dice() % 128);
        CAPTURE(text);
        const std::string words = search_words(text);
        CHECK(search_words(text + " д") == (words.empty() ? "" : words + " ") + "д");
    }
}

TEST_CASE("a search finds what a look at each ticket finds") {
    SearchedDesk desk;
    desk.fill_with_words(600); // on PostgreSQL a part is read, and the rest found by the index
    Transaction transaction = desk.store.read();
    constexpr std::array open{Status::pending, Status::under_consideration};
    std::size_t found_some = 0;
    const std::size_t questions = test::tried_of(1'000);
    for (std::size_t i = 0; i < questions; ++i) {
        const std::string text = desk.question();
        CAPTURE(text);
        const bool narrow = desk.pick(4) == 0, ascending = desk.pick(4) == 0;
        const QueueFilter filter{desk.pick(4) == 0 ? "finance" : "it",
                                 narrow ? std::string_view("digital-library") : std::string_view(),
                                 narrow ? std::span<const Status>(open)
                                        : std::span<const Status>(every_status),
                                 {}};
        std::vector<const Ticket*> wanted;
        for (const Ticket& ticket : desk.tickets)
            if (ticket.department == filter.department &&
                (filter.service.empty() || ticket.service == filter.service) &&
                std::find(filter.statuses.begin(), filter.statuses.end(), ticket.status) !=
                    filter.statuses.end() &&
                holds(desk.said.at(ticket.number), text))
                wanted.push_back(&ticket);
        std::sort(wanted.begin(), wanted.end(), [&](const Ticket* one, const Ticket* other) {
            return ascending ? one->id < other->id : one->id > other->id;
        });
        const std::size_t most = 1 + desk.pick(40);
        std::vector<std::string> numbers, found;
        for (const Ticket* ticket : wanted)
            if (numbers.size() < most) numbers.push_back(ticket->number);
        const FoundTickets tickets = found_tickets(
            transaction, filter, text, ascending ? QueueOrder::oldest_first : QueueOrder::newest_first,
            {{}, {}, 0, static_cast<std::int64_t>(most)}, std::chrono::milliseconds(0));
        for (const ListedTicket& each : tickets.rows) found.push_back(each.row.number);
        CHECK(found == numbers);
        CHECK_FALSE(tickets.or_more);
        if (!found.empty()) ++found_some;
        const SomeCounted counted = count_found(transaction, filter, text, static_cast<std::int64_t>(most));
        CHECK(counted.tickets == static_cast<std::int64_t>(numbers.size()));
        CHECK(counted.or_more == (wanted.size() >= most));
    }
    CHECK(found_some * 3 > questions); // or it would be a test of finding nothing
}

/// What was looked at, from end to end.
std::vector<SearchRange> all_of(SearchRanges& ranges) {
    std::vector<SearchRange> all;
    while (const auto range = ranges.next()) all.push_back(*range);
    return all;
}

TEST_CASE("the ranges of a search leave nothing out, look at nothing twice and end when there is no time") {
    using namespace std::chrono_literals;
    const std::int64_t newest = first_serial(DeskOfTickets::start_ms),
                       oldest = first_serial(DeskOfTickets::start_ms / 2);
    for (const bool ascending : {false, true}) {
        SearchRanges whole(oldest, newest, ascending, 1h, [] { return false; });
        const auto ranges = all_of(whole);
        CHECK_FALSE(whole.gave_up());
        CHECK(ranges.size() == 6); // five that grow, and the rest
        std::int64_t end = ascending ? oldest : newest;
        for (const SearchRange& range : ranges) {
            CHECK((ascending ? range.after : range.before) == end);
            CHECK(range.after + 1 < range.before);
            if (range.bits != 0) {
                CHECK(((range.after + 1) >> range.bits) >= range.first);
                CHECK(((range.before - 1) >> range.bits) <= range.first + 1);
            }
            end = ascending ? range.before - 1 : range.after + 1;
        }
        CHECK(end == (ascending ? newest - 1 : oldest + 1));

        SearchRanges hasty(oldest, newest, ascending, 0ms, [] { return false; });
        CHECK(all_of(hasty).size() == 1);
        CHECK(hasty.gave_up());
        SearchRanges small(oldest, newest, ascending, 0ms, [] { return true; });
        CHECK(all_of(small).size() == 2); // what is small is looked at to the end
        CHECK_FALSE(small.gave_up());
    }
}

} // namespace
} // namespace stu::store
