// Internal events leave no trace for anybody who may not see them: the same random history is lived through
// with and without them, and every answer of every read endpoint, every mail and every notice is the same
// byte by byte. A read endpoint without its questions does not compile.

#include "common/event_rules.hpp"
#include "tests/api/story.hpp"
#include "tests/live/event_stream.hpp"
#include "tests/support/alike.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

namespace stu::test {
namespace {

/// What everybody asks of an endpoint: requests of calls; the rest of the address elsewhere.
template <class Endpoint> struct Questions;

template <> struct Questions<GetChallenge> {
    static std::vector<Empty> of(const Story&) { return {{}}; }
};
template <> struct Questions<ListSavedViews> {
    static std::vector<ListViews> of(const Story&) { return {{"it"}, {"finance"}}; }
};
template <> struct Questions<ListReplies> : Questions<GetChallenge> {};
template <> struct Questions<CurrentSession> : Questions<GetChallenge> {};
template <> struct Questions<ListSessions> : Questions<GetChallenge> {};
template <> struct Questions<StudentHome> : Questions<GetChallenge> {};
template <> struct Questions<ListOwnTickets> {
    static std::vector<ListTickets> of(const Story&) { return {{}}; }
};
template <> struct Questions<AnalyticsByAssignee> {
    static std::vector<AssigneesRequest> of(const Story&) { return {{"it", {}}, {"finance", {}}}; }
};
template <> struct Questions<UsualTimeOfService> {
    static std::vector<UsualTimeOf> of(const Story&) {
        return {{"technical-support"}, {"student-finance-and-banking"}};
    }
};
template <> struct Questions<GetTicket> {
    static std::vector<TicketByNumber> of(const Story& story) {
        std::vector<TicketByNumber> numbers;
        for (const Story::Filed& filed : story.tickets()) numbers.push_back({filed.number});
        return numbers;
    }
};
template <> struct Questions<FindSimilarTickets> : Questions<GetTicket> {};
template <> struct Questions<FollowTicket> {
    static std::vector<TrackTicket> of(const Story& story) {
        std::vector<TrackTicket> links;
        for (const Story::Filed& filed : story.tickets())
            links.push_back({filed.number, filed.tracking_secret});
        return links;
    }
};
template <> struct Questions<DepartmentQueue> {
    static std::vector<ListQueue> of(const Story&) {
        std::vector<ListQueue> lists;
        for (const std::string department : {"it", "finance"}) {
            for (const QueueOrder order : {QueueOrder::newest_first, QueueOrder::longest_unchanged_first})
                lists.push_back({department, {}, {}, {}, {}, {}, order, {}});
            for (const std::string_view text : {Story::marker, std::string_view("words number")})
                lists.push_back(
                    {department, {}, {}, {}, {}, {}, QueueOrder::newest_first, std::string(text)});
        }
        return lists;
    }
};
template <> struct Questions<ListedInQueue> : Questions<DepartmentQueue> {};
template <> struct Questions<DepartmentAnalytics> {
    static std::vector<AnalyticsRequest> of(const Story&) { return {{"it", {}, {}}, {"finance", {}, {}}}; }
};
template <> struct Questions<StaffWork> {
    static std::vector<ListWork> of(const Story&) {
        std::vector<ListWork> lists;
        for (const WorkList list : all<WorkList>()) lists.push_back({list, {}, {}, {}});
        return lists;
    }
};
template <> struct Questions<ListedInWork> : Questions<StaffWork> {};
template <> struct Questions<FindEverything> {
    static std::vector<FindAnything> of(const Story&) {
        return {{std::string(Story::marker)}, {std::string(Story::marker), true}, {"words number"}};
    }
};
template <> struct Questions<ExportQueue> {
    static std::vector<std::string> of(const Story&) {
        return {"department=it", "department=finance", "department=it&text=" + std::string(Story::marker)};
    }
};
template <> struct Questions<ListenToChanges> {
    static std::vector<std::string> of(const Story&) { return {"department=it", "department=finance"}; }
};
template <> struct Questions<ViewAttachment> {
    static std::vector<std::string> of(const Story& story) {
        std::vector<std::string> files;
        for (const std::string& id : story.files) files.push_back("id=" + id);
        for (std::size_t i = 0; i < Story::most_hidden_files; ++i)
            files.push_back("id=" + Story::hidden_file(i));
        return files;
    }
};
template <> struct Questions<DownloadAttachment> : Questions<ViewAttachment> {};

/// What somebody has learned.
struct Learned {
    std::map<std::string, std::string> answers;         ///< by endpoint, person and question
    std::map<std::string, TicketView> by_staff;         ///< what staff sees of tickets of the department
    std::map<std::string, std::int64_t> found_by_staff; ///< tickets of the department, by person and words
    std::map<std::string, int>
        files_for_staff; ///< status of files of notes, by department of who asks and id
    std::vector<std::string> mail;
    std::vector<store::TicketChanged> notices;
    std::vector<std::string> answers_to_changes;
};

std::string text_of(const Reply& reply) { return std::to_string(reply.status) + " " + reply.body; }

std::int64_t tickets_in(const QueuePage& queue) { return queue.page.total; }
std::int64_t tickets_in(const ListedTickets& listed) {
    return static_cast<std::int64_t>(listed.tickets.size());
}

/// Notes are among the words by which staff finds a ticket.
bool is_search_of_own(const Story::Person& person, const ListQueue& question) {
    return !question.text.empty() && question.department == person.department;
}
bool is_search_of_own(const Story::Person& person, std::string_view question) {
    return question == "department=" + person.department + "&text=" + std::string(Story::marker);
}
bool is_of_note(std::string_view question) {
    return question.starts_with("id=" + std::string(Story::marker));
}

template <class Endpoint> void ask_all(Story& story, const Story::Person& person, Learned& learned) {
    const std::string name = std::string(Endpoint::name) + " " + person.user.email + " ";
    const auto questions = Questions<Endpoint>::of(story);
    if constexpr (std::is_same_v<Endpoint, GetTicket> || std::is_same_v<Endpoint, FollowTicket>)
        story.server.clock().advance(minute_ms); // in which wrong numbers are counted
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto& question = questions[i];
        std::string& answer = learned.answers[name + std::to_string(i)];
        if constexpr (Endpoint::kind == Kind::call) {
            for (const Form form : both_forms) {
                const auto answered = person.client.call(Endpoint{}, question, form);
                if constexpr (std::is_same_v<Endpoint, GetTicket>)
                    if (answered.message && person.department == answered->ticket.department) {
                        learned.by_staff[name + question.number] = *answered;
                        answer += wire::to_json(Story::without_notes(*answered));
                        continue;
                    }
                if constexpr (std::is_same_v<typename Endpoint::Request, ListQueue>)
                    if (answered.message && is_search_of_own(person, question)) {
                        learned.found_by_staff[name + question.text] = tickets_in(*answered);
                        continue;
                    }
                if constexpr (std::is_same_v<Endpoint, FindEverything>)
                    if (answered.message) {
                        learned.found_by_staff[name + question.text] =
                            static_cast<std::int64_t>(answered->tickets.size());
                        continue;
                    }
                answer += text_of(answered.reply);
            }
        } else if constexpr (Endpoint::kind == Kind::stream) {
            EventStream stream(story.server, person.client, "?" + question);
            answer = std::to_string(stream.head().status);
            if (stream.head().status == 200) answer += stream.greeting().name;
        } else {
            const Reply reply = person.client.get("/api/" + std::string(Endpoint::name) + "?" + question);
            if (!person.department.empty() && is_of_note(question))
                learned.files_for_staff[person.department + " " + question.substr(3)] = reply.status;
            else if (!is_search_of_own(person, std::string_view(question)))
                answer = text_of(reply);
        }
    }
}

std::vector<std::string> outbox_of(Story& story) {
    return story.server.store().read([](store::Transaction& transaction) {
        std::vector<std::string> mails;
        const auto row = transaction.connection().query(
            "SELECT recipient, subject, body FROM outbox WHERE body <> '' ORDER BY id");
        while (row->next()) mails.push_back(row->text(0) + "\n" + row->text(1) + "\n" + row->text(2));
        return mails;
    });
}

Learned learn_from(Story& story) {
    Learned learned;
    story.go_on(50);
    for (const Story::Person& person : story.people())
        Api::each([&]<class Endpoint>(Endpoint) {
            if constexpr (!Endpoint::changes) ask_all<Endpoint>(story, person, learned);
        });
    learned.mail = outbox_of(story);
    for (const store::Changes& changes : story.heard.all)
        for (const store::TicketChanged& change : changes.tickets)
            if (!change.internal) learned.notices.push_back(change);
    learned.answers_to_changes = story.answers;
    return learned;
}

void check_the_same(const Learned& plain, const Learned& noted) {
    CHECK(plain.answers_to_changes == noted.answers_to_changes);
    CHECK(plain.mail == noted.mail);
    CHECK(plain.notices == noted.notices);
    REQUIRE(plain.answers.size() == noted.answers.size());
    for (const auto& [question, answer] : plain.answers) {
        CAPTURE(question);
        CHECK(noted.answers.at(question) == answer);
    }
}

void check_without_marker(const Learned& learned) {
    const auto is_marked = [](const std::string& text) { return text.find(Story::marker) != text.npos; };
    for (const std::string& text : learned.answers_to_changes) CHECK_FALSE(is_marked(text));
    for (const std::string& text : learned.mail) CHECK_FALSE(is_marked(text));
    for (const auto& [question, text] : learned.answers) {
        CAPTURE(question);
        CHECK_FALSE(is_marked(text));
    }
}

/// Two of staff work at IT, one at Finance; each sees all notes of the department, and their files.
void check_what_staff_sees(Story& story, const Learned& learned) {
    std::int64_t seen = 0, written = 0;
    for (const auto& [question, view] : learned.by_staff)
        for (const TicketEvent& event : view.events)
            if (is_internal(event.kind)) {
                CHECK(event.text.find(Story::marker) != event.text.npos);
                ++seen;
            }
    for (const auto& [index, notes] : story.notes_of)
        written += notes * (story.ticket_at(index).department == "it" ? 2 : 1);
    CHECK(seen == written);
    std::map<std::string, std::int64_t> noted;
    for (const auto& [index, notes] : story.notes_of)
        if (const Ticket ticket = story.ticket_at(index); notes > 0 && ticket.withdrawn_ms == 0)
            ++noted[ticket.department];
    for (const Story::Person& person : story.people())
        if (!person.department.empty())
            for (const std::string endpoint : {"queue.list ", "queue.numbers ", "staff.find "})
                CHECK(learned.found_by_staff.at(endpoint + person.user.email + " " +
                                                std::string(Story::marker)) == noted[person.department]);
    for (const auto& [id, of] : story.hidden_files)
        for (const std::string department : {"it", "finance"})
            CHECK(learned.files_for_staff.at(department + " " + id) ==
                  (department == story.ticket_at(of).department ? 200 : 404));
}

TEST_CASE("internal events leave no trace for anybody who may not see them") {
    std::set<std::string_view> kinds;
    for (unsigned seed = 1; seed <= tried_of(3); ++seed) {
        CAPTURE(seed);
        Learned plain, noted;
        {
            Story story(seed, Story::Among::nothing);
            plain = learn_from(story);
        }
        Story story(seed, Story::Among::notes);
        noted = learn_from(story);
        for (const EventKind kind : story.kinds) kinds.insert(name_of(kind));
        check_the_same(plain, noted);
        check_without_marker(noted);
        check_what_staff_sees(story, noted);
    }
    if (tried_of(3) < 3) return;
    // A kind that never occurs has not been tried.
    for (const EventKind kind : all<EventKind>()) {
        CAPTURE(static_cast<int>(kind));
        CHECK(kinds.count(name_of(kind)) == 1);
    }
}

bool is_students(const std::string& mail) {
    return mail.substr(0, mail.find('\n')).ends_with("@students.example.edu");
}

/// Of what somebody has learned what is not for staff of a department alone.
std::map<std::string, std::string> of_everybody_else(Story& story, const Learned& learned) {
    std::map<std::string, std::string> answers = learned.answers;
    for (const Story::Person& person : story.people())
        if (!person.department.empty())
            std::erase_if(answers, [&](const auto& answer) {
                return answer.first.find(" " + person.user.email + " ") != std::string::npos;
            });
    return answers;
}

/// In no order: who watches gets theirs in between.
std::multiset<std::string> mail_of(const Learned& learned, bool students) {
    std::multiset<std::string> mails;
    for (const std::string& mail : learned.mail)
        if (is_students(mail) == students) mails.insert(mail);
    return mails;
}

TEST_CASE("of who watches nobody learns but staff, and what is noted stands in no mail") {
    std::size_t told = 0, told_anyway = 0;
    for (unsigned seed = 1; seed <= tried_of(3); ++seed) {
        CAPTURE(seed);
        Learned plain, watched;
        std::map<std::string, std::string> plain_answers, watched_answers;
        {
            Story story(seed, Story::Among::nothing);
            plain = learn_from(story);
            plain_answers = of_everybody_else(story, plain);
        }
        Story story(seed, Story::Among::watching);
        watched = learn_from(story);
        watched_answers = of_everybody_else(story, watched);
        CHECK(plain_answers.size() == watched_answers.size());
        for (const auto& [question, answer] : plain_answers) {
            CAPTURE(question);
            CHECK(watched_answers[question] == answer);
        }
        CHECK(plain.answers_to_changes == watched.answers_to_changes);
        CHECK(plain.notices == watched.notices);
        CHECK(mail_of(plain, true) == mail_of(watched, true));
        told += mail_of(watched, false).size();
        told_anyway += mail_of(plain, false).size();
        check_without_marker(watched);
    }
    if (tried_of(3) == 3) CHECK(told > told_anyway);
}

TEST_CASE("of a note the student hears nothing, and staff that there is something") {
    Desk desk;
    const Ticket noted = desk.file_ticket('a').ticket, changed = desk.file_ticket('b').ticket;
    EventStream owner(desk.server, desk.amina), staff(desk.server, desk.david);
    owner.greeting();
    staff.greeting();
    REQUIRE(desk.david.call(NoteOnTicket{}, {std::string(32, 'b'), noted.number, "A note."}).status() == 200);
    const News of_note = staff.next().news();
    REQUIRE(of_note.tickets.size() == 1);
    CHECK(of_note.tickets.front().number == noted.number);
    CHECK(of_note.tickets.front().internal);
    CHECK(of_note.tickets.front().version == noted.version);
    desk.amina.call(AnswerTicket{}, {std::string(32, 'c'), changed.number, "An answer.", {}});
    for (EventStream* stream : {&owner, &staff}) {
        const News news = stream->next().news();
        REQUIRE(news.tickets.size() == 1);
        CHECK(news.tickets.front().number == changed.number);
        CHECK_FALSE(news.tickets.front().internal);
    }
}

} // namespace
} // namespace stu::test
