// The staff's queue in every order, filter and direction, beside the same list sorted by hand; and search.

#include "backend/store/engine/serial.hpp"
#include "backend/store/tickets/ticket_search.hpp"
#include "tests/store/desk_of_tickets.hpp"

#include <doctest/doctest.h>

#include <map>

namespace stu::store {
namespace {

using Desk = DeskOfTickets;
using Direction = Stretch::Direction;
using Numbers = std::vector<std::string>;

constexpr std::array all_statuses{
    Status::pending,          Status::under_consideration, Status::awaiting_confirmation,
    Status::in_person_needed, Status::duplicate,           Status::completed,
    Status::rejected};

Numbers numbers_of(const std::vector<ListedTicket>& rows) {
    Numbers numbers;
    for (const ListedTicket& listed : rows) numbers.push_back(listed.row.number);
    return numbers;
}
Numbers numbers_of(const FoundTickets& found) { return numbers_of(found.rows); }

/// The list from end to end, seven rows at a time, onwards and then back again.
template <class Read> Numbers walk(Read read) {
    Numbers onwards, back;
    Stretch stretch{Direction::onwards, {}, 0, 7};
    ListedTicket last;
    for (auto rows = read(stretch); !rows.empty(); rows = read(stretch)) {
        for (const std::string& number : numbers_of(rows)) onwards.push_back(number);
        last = rows.back();
        stretch.anchor = last.id;
        stretch.anchor_ms = last.place_ms;
    }
    if (onwards.empty()) return onwards;
    back.push_back(onwards.back());
    stretch.direction = Direction::back;
    for (auto rows = read(stretch); !rows.empty(); rows = read(stretch)) {
        const Numbers page = numbers_of(rows);
        back.insert(back.begin(), page.begin(), page.end());
        stretch.anchor = rows.front().id;
        stretch.anchor_ms = rows.front().place_ms;
    }
    CHECK(back == onwards);
    return onwards;
}

Numbers by_hand(const Desk& desk, const QueueFilter& filter, QueueOrder order) {
    std::vector<const Ticket*> kept;
    for (const Ticket& ticket : desk.tickets)
        if (ticket.department == filter.department && ticket.withdrawn_ms == 0 &&
            (filter.service.empty() || ticket.service == filter.service) &&
            filter.opened.contains(ticket.created_ms) &&
            std::find(filter.statuses.begin(), filter.statuses.end(), ticket.status) != filter.statuses.end())
            kept.push_back(&ticket);
    std::sort(kept.begin(), kept.end(), [order](const Ticket* a, const Ticket* b) {
        if (order == QueueOrder::newest_first) return a->id > b->id;
        if (order == QueueOrder::oldest_first) return a->id < b->id;
        return std::pair(a->updated_ms, a->id) < std::pair(b->updated_ms, b->id);
    });
    Numbers numbers;
    for (const Ticket* ticket : kept) numbers.push_back(ticket->number);
    return numbers;
}

TEST_CASE("the queue in every order, filter and direction is the one sorted by hand") {
    Desk desk;
    desk.fill(400, 12);
    constexpr std::array open{Status::pending, Status::under_consideration, Status::awaiting_confirmation};
    Transaction transaction = desk.store.read();
    for (const QueueOrder order :
         {QueueOrder::newest_first, QueueOrder::oldest_first, QueueOrder::longest_unchanged_first}) {
        for (const std::string_view service : {std::string_view{}, Desk::it_services[1]}) {
            for (const Period& opened :
                 {Period{}, Period{Desk::start_ms + 3 * day_ms, Desk::start_ms + 8 * day_ms},
                  Period{Desk::start_ms + 11 * day_ms, 0}}) {
                for (const std::span<const Status> statuses :
                     {std::span<const Status>(all_statuses), std::span<const Status>(open)}) {
                    const QueueFilter filter{"it", service, statuses, opened};
                    const Numbers numbers = walk([&](const Stretch& stretch) {
                        return queued_tickets(transaction, filter, order, stretch);
                    });
                    CHECK(numbers == by_hand(desk, filter, order));
                    if (order == QueueOrder::longest_unchanged_first) continue;
                    // Every ticket's student is called Wanjiru, so a search for that finds the same list.
                    CHECK(walk([&](const Stretch& stretch) {
                              return found_tickets(transaction, filter, "Wanjiru", order, stretch).rows;
                          }) == numbers);
                    CHECK(count_found(transaction, filter, "Wanjiru", 1'000).tickets ==
                          static_cast<std::int64_t>(numbers.size()));
                }
            }
        }
    }
}

TEST_CASE("a cursor narrows the period and never widens it") {
    Desk desk;
    desk.fill(100, 12);
    Transaction transaction = desk.store.read();
    const Period middle{Desk::start_ms + 4 * day_ms, Desk::start_ms + 6 * day_ms};
    const QueueFilter filter{"it", {}, all_statuses, middle}, everything{"it", {}, all_statuses, {}};
    for (const QueueOrder order : {QueueOrder::newest_first, QueueOrder::oldest_first}) {
        const Numbers wanted = by_hand(desk, filter, order);
        REQUIRE(!wanted.empty());
        // As if the reader had come from far before the period.
        const auto first = queued_tickets(transaction, everything, order, {{}, {}, 0, 1});
        const Stretch from_outside{Direction::onwards, first.front().id, 0, 100};
        CHECK(numbers_of(queued_tickets(transaction, filter, order, from_outside)) == wanted);
        CHECK(numbers_of(found_tickets(transaction, filter, "Wanjiru", order, from_outside)) == wanted);
        const auto last = queued_tickets(transaction, everything, order, {Direction::onwards, {}, 0, 1'000});
        const Stretch backwards{Direction::back, last.back().id, 0, 100};
        CHECK(numbers_of(queued_tickets(transaction, filter, order, backwards)) == wanted);
        CHECK(numbers_of(found_tickets(transaction, filter, "Wanjiru", order, backwards)) == wanted);
    }
}

TEST_CASE("a search reads words, never operators") {
    Desk desk;
    std::map<std::string, std::string> names;
    {
        Transaction transaction = desk.store.write();
        const auto file = [&](std::string name, std::string_view subject, std::string_view message,
                              std::string_view department = "it",
                              std::string_view service = "digital-library") {
            const Ticket& ticket =
                desk.file(transaction, Desk::start_ms + static_cast<std::int64_t>(names.size()), department,
                          service, subject, message);
            names[ticket.number] = std::move(name);
        };
        file("a", "Eduroam drops in Hostel B", "Wi-Fi is gone every evening.");
        file("b", "Café menu", "NOT OR AND NEAR words:x (((");
        file("c", "Żółty “quoted” wi-fi", "学生证 * ^ \"half");
        file("d", "Eduroam fees", "Wi-Fi", "finance", "student-finance-and-banking");
        file("e", "Eduroam again", "library", "it", "technical-support");
        SUBCASE("the newest") {}
        SUBCASE("behind a crowd") { desk.file_crowd(transaction, Desk::start_ms + 1'000); }
        transaction.commit();
    }
    Transaction transaction = desk.store.read();
    const auto found = [&](std::string_view text, std::string_view service = {}) {
        const QueueFilter filter{"it", service, all_statuses, {}};
        std::string letters;
        for (const ListedTicket& listed :
             found_tickets(transaction, filter, text, QueueOrder::newest_first, {{}, {}, 0, 50}).rows)
            letters += names.at(listed.row.number);
        CHECK(count_found(transaction, filter, text, 50).tickets ==
              static_cast<std::int64_t>(letters.size()));
        return letters;
    };
    CHECK(found("eduroam") == "ea");
    CHECK(found("EDUR") == "ea");       // the last word may be a beginning
    CHECK(found("edur drops").empty()); // an earlier one may not
    CHECK(found("drops edur") == "a");
    CHECK(found("wi-fi") == "ca");
    CHECK(found("  wi-fi\tevening ") == "a");
    CHECK(found("cafe") == "b");
    CHECK(found("żół") == "c");
    CHECK(found("学生") == "c");
    CHECK(found("“quoted”") == "c");
    CHECK(found("wanjiru eduroam", "digital-library") == "a");
    CHECK(found("eduroam — drops") == "a"); // a dash alone asks for nothing
    for (const char* operators : {"NOT", "OR", "AND", "NEAR", "words:x", "near(a b)"})
        CHECK_NOTHROW(found(operators));
    CHECK(found("NOT OR") == "b");
    CHECK(found("finance").empty()); // the scope is no word of the ticket
    CHECK(found("scope:it").empty());
    for (const char* hostile :
         {"\"", "\"\"", "'", "*", "^",  "(",   ")",      "-",      "—",    "“”", "\xC2\xA0",
          "{",  "}",    ":", "+", "\\", ";--", "\"half", "half\"", "a\"b", "😀"})
        CHECK_NOTHROW(found(hostile));
    CHECK(found("\"half") == "c");
    CHECK(found("((( NOT").size() == 1);
    for (const auto& [number, name] : names) {
        if (name == "d") continue;
        CHECK(found(number) == name);
        std::string typed = number;
        std::erase(typed, '-');
        for (char& c : typed) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        CHECK(found(typed) == name); // as people type it
    }
    CHECK(found(std::string(200, 'a')).empty());
}

TEST_CASE("more tickets of one moment than it has places for go to the next one") {
    Desk desk;
    Transaction transaction = desk.store.write();
    desk.file(transaction, Desk::start_ms + 1);
    const auto crowd = static_cast<std::size_t>(serials_per_ms) + 5;
    for (std::size_t i = 0; i < crowd; ++i) desk.file(transaction, Desk::start_ms);
    const auto rows = queued_tickets(transaction, {"it", {}, all_statuses, {}}, QueueOrder::newest_first,
                                     {{}, {}, 0, 10'000});
    CHECK(rows.size() == crowd + 1);
}

TEST_CASE("a count of what holds words ends at its limit, and says when there may be more") {
    Desk desk;
    Transaction transaction = desk.store.write();
    constexpr int printers = 1'200;
    for (int i = 0; i < 3; ++i)
        desk.file(transaction, Desk::start_ms + i, "it", "digital-library", "Eduroam and printer");
    for (int i = 0; i < printers; ++i)
        desk.file(transaction, Desk::start_ms + 10 + i, "it", "course-access", "Printer");
    const auto some = [&](std::string_view text, std::string_view service, std::int64_t limit) {
        const QueueFilter filter{"it", service, all_statuses, {}};
        const SomeCounted counted = count_found(transaction, filter, text, limit);
        const std::int64_t all = count_found(transaction, filter, text, printers + 10).tickets;
        CHECK(counted.tickets <= all);
        if (!counted.or_more) CHECK(counted.tickets == all);
        return counted;
    };
    CHECK(some("printer", {}, 100).tickets == 100);
    CHECK(some("printer", {}, 100).or_more);
    CHECK(some("eduroam", "digital-library", 100).tickets == 3);
    CHECK_FALSE(some("eduroam", "digital-library", 100).or_more);
    CHECK(some("eduroam", "digital-library", 3).or_more);
    some("printer", "digital-library", 100); // a word of more than are looked at
    some("eduroam", {}, 100);                // in more than are looked at
    CHECK(some("scanner", "digital-library", 100).tickets == 0);
    CHECK(some("", {}, 100).tickets == 0);
}

struct Found {
    std::string_view text, typed;
    bool found = true;
};

/// The same cases hold on every engine.
constexpr Found search_cases[] = {
    {"It costs 500 € a month", "500"},
    {"It costs 500 € a month", "500 €"},
    {"It costs 500€ a month", "500 €"},
    {"It costs 500 € a month", "500 $", false},
    {"Menu → Printers ✓", "→"},
    {"Menu → Printers ✓", "menu → print"},
    {"₹ 900 🙏🏽", "₹"},
    {"₹ 900 🙏🏽", "🙏"},
    {"No symbols", "→", false},
    {"C++ course", "c++"},
    {"C course", "c++", false},
    {"我家在上海东边", "上海"},
    {"我家在上海东边", "海上", false},
    {"我家在上海东边", "家在上海东"},
    {"ระบบลงทะเบียนล่ม", "ลงทะเบียน"},
    {"ระบบลงทะเบียนล่ม", "ทะเบียนลง", false},
    {"プリンターが動かない", "ﾌﾟﾘﾝﾀｰ"},
    {"プリンターが動かない", "動かない"},
    {"비밀번호를 잊었어요", "비밀번호"},
    {"مُحَمَّد نسي كلمة المرور", "محمد"},
    {"प्रिंटर ख़राब है", "प्रिंटर"},
    {"प्रिंटर ख़राब है", "परटर", false},
    {"Große Straße", "strasse"},
    {"Grosse Strasse", "straße"},
    {"Łódź", "lodz"},
    {"Lodz", "ŁÓDŹ"},
    {"smørrebrød på café", "smorrebrod pa cafe"},
    {"Ελλάδα", "ελλαδα"},
    {"Ёлка", "елка"},
    {"ﬁle ①", "file 1"},
    {"İstanbul ve ısı", "istanbul isi"},
    {"half\u00adway zero\u200bwidth", "halfway zerowidth"},
    {"O'Brien's e-mail", "o’brien e-mail"},
};

TEST_CASE("words of every script are found as people type them") {
    Desk desk;
    {
        Transaction transaction = desk.store.write();
        desk.file_crowd(transaction, Desk::start_ms + 1'000);
        transaction.commit();
    }
    for (const Found& each : search_cases)
        for (const std::int64_t behind_or_before_the_crowd : {Desk::start_ms, Desk::start_ms + day_ms}) {
            CAPTURE(each.text);
            CAPTURE(each.typed);
            CAPTURE(behind_or_before_the_crowd);
            Transaction transaction = desk.store.write(); // rolled back
            desk.file(transaction, behind_or_before_the_crowd, "it", "digital-library", "A subject",
                      each.text);
            CHECK(count_found(transaction, {"it", {}, all_statuses, {}}, each.typed, 10).tickets ==
                  (each.found ? 1 : 0));
        }
}

TEST_CASE("a ticket is found by its student and by what was said on it, as long as it says so") {
    Desk desk;
    Transaction transaction = desk.store.write();
    Ticket& ticket = desk.file(transaction, Desk::start_ms);
    const auto found = [&](std::string_view text) {
        return count_found(transaction, {"it", {}, all_statuses, {}}, text, 10).tickets == 1;
    };
    CHECK(found("amina@example.edu"));
    CHECK_FALSE(found("stairwell"));
    desk.set_status(transaction, ticket, Status::under_consideration, Desk::start_ms + 1);
    CHECK(found("because"));

    Ticket other = ticket;
    other.id = security::make_id(desk.ids, Desk::start_ms);
    other.number = make_ticket_number(desk.ids.number());
    other.registration_number = "SCT221-0123/2021";
    other.created_ms = Desk::start_ms + 2;
    insert_ticket(transaction, other, desk.ids.hex(16));
    CHECK(found("SCT221-0123/2021"));
    CHECK(found("sct221 0123"));

    other.message = "The lamp in the stairwell.";
    update_ticket_words(transaction, other);
    CHECK(found("stairwell"));
    send_ticket_mail_to(transaction, desk.amina.user_id, "wanjiru@example.edu");
    CHECK_FALSE(found("amina@example.edu"));
    erase_person(transaction, desk.amina.user_id, "Someone who left");
    CHECK_FALSE(found("SCT221-0123/2021"));
    CHECK_FALSE(found("amina"));
    CHECK(found("stairwell someone"));
    // Nothing stays behind in the index: FTS5 compares it with itself.
    if (transaction.connection().dialect() == sql::Dialect::sqlite)
        CHECK_NOTHROW(transaction.connection().run(
            "INSERT INTO ticket_words (ticket_words) VALUES ('integrity-check')"));
}

} // namespace
} // namespace stu::store
