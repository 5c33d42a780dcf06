#include "tests/screens/scenes.hpp"

#include "common/ticket.hpp"
#include "common/user.hpp"

namespace stu::test {
namespace {

std::string repeated(std::string_view words, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += words;
    return all;
}

struct Words {
    std::string name, subject, message;
};

/// One of each kind that has broken a layout somewhere.
std::vector<Words> kinds() {
    return {
        {"longest", repeated("Prolonged outage ", max_subject / 17), repeated("Nothing works since. ", 60)},
        {"unbroken", std::string(max_subject, 'm'), std::string(600, 'w')},
        {"emoji", "Hello, please help 🙏👩‍🎓 with the LMS",
         "🙏 It fails.\n\nEvery evening, all of us. 😢"},
        {"arabic", "بوابة الطالب لا تفتح منذ أمس في السكن الجامعي",
         "تظهر صفحة بيضاء بعد تسجيل الدخول.\nPortal: 404."},
        {"hindi", "छात्रावास में वाई-फ़ाई हर शाम बंद हो जाता है", "कृपया जल्दी ठीक करें। धन्यवाद।"},
        {"chinese", "我家在上海东边，宿舍里的无线网络每天晚上都断开",
         repeated("无线网络每天晚上都断开。", 20)},
    };
}

std::string person_of(const Words& words) {
    return words.name == "longest"    ? repeated("Wolfeschlegelsteinhausen ", 4)
           : words.name == "unbroken" ? std::string(max_name, 'M')
           : words.name == "arabic"   ? "أمينة حسن عبد الرحمن"
           : words.name == "chinese"  ? "王小明"
                                      : "Amina 🎓 Wanjiru";
}

Session named(Session session, const Words& words) {
    session.user.name = person_of(words);
    session.user.email = repeated("a.very.long.address.", 5) + "@students.example.edu";
    session.open_tickets = 1'204;
    if (words.name != "longest") return session;
    Department& department = session.catalogue.departments[0];
    department.name = "Information and Communication Technology Directorate";
    department.groups[0].name = "Services for teaching, learning and research";
    department.groups[0].services[1].name = "Eduroam, Network, Telephone and Videoconferencing Services";
    return session;
}

/// Who works in three departments has seven ways to go.
Session of_several(Session session) {
    session.catalogue.departments.push_back(
        {"admissions", "Admissions", {{"admissions", "Admissions", "Papers.", {{"papers", "Papers"}}}}});
    session.user.departments = {"it", "finance", "admissions"};
    return session;
}

TicketView ticket_of(const Words& words, Status status) {
    TicketView view = a_ticket(status);
    view.ticket.subject = words.subject;
    view.ticket.message = words.message;
    view.ticket.student_name = person_of(words);
    view.ticket.email = repeated("a.very.long.address.", 5) + "@students.example.edu";
    for (TicketEvent& event : view.events) {
        event.author_name = event.author_role == Role::student ? person_of(words) : "David Otieno";
        if (!event.text.empty()) event.text = words.message;
    }
    view.attachments[0].file.file_name =
        words.name == "unbroken" ? std::string(120, 'f') + ".pdf" : words.subject + ".pdf";
    return view;
}

std::vector<TicketRow> rows_of(const Words& words) {
    std::vector<TicketRow> rows;
    for (std::size_t i = 0; i < count_of<Status>(); ++i) {
        const auto status = static_cast<Status>(i);
        rows.push_back(row_of(ticket_of(words, status).ticket));
        rows.back().number = make_ticket_number(42 + i);
        rows.back().answered = true;
    }
    return rows;
}

std::function<void(WindowlessApp&)> with(const Words& words) {
    return [words](WindowlessApp& app) {
        const TicketPage page{rows_of(words), "older", "newer", 120, 51};
        std::vector<StatusCount> counts;
        for (std::size_t i = 0; i < count_of<Status>(); ++i)
            counts.push_back({static_cast<Status>(i), 12'345});
        app.browser.answer<StudentHome>({{{page.rows[2], words.message, 1'794'995'000'000}}, page.rows, 1});
        app.browser.answer<ListOwnTickets>(page);
        app.browser.answer<GetTicket>(ticket_of(words, Status::awaiting_confirmation));
        app.browser.answer<ListSessions>(
            {{{"a", words.subject, 1, 2, true}, {"b", words.subject, 1, 2, false}}});
        app.browser.answer<DepartmentQueue>({page, counts});
        WorkPage work{page, {12'345, 12'345, 12'345, 12'345}, {12'345, 12'345, 12'345, 12'345}};
        for (TicketRow& row : work.page.rows)
            row.work = {"user-9", person_of(words), Priority::urgent, 1'794'990'000'000, words.message, true};
        app.browser.answer<StaffWork>(work);
        app.browser.answer<DepartmentAnalytics>(some_figures());
        app.draw();
    };
}

} // namespace

std::vector<Scene> long_words_scenes() {
    const std::string ticket_url = "/tickets/" + make_ticket_number(42);
    std::vector<Scene> scenes;
    for (const Words& words : kinds()) {
        const Session student = named(student_session(), words), staff = named(staff_session(), words);
        const auto loaded = with(words);
        const auto add = [&](const std::string& name, const std::string& url, const Session& who,
                             const std::function<void(WindowlessApp&)>& then) {
            scenes.push_back({name + " of " + words.name + " words", url, who, then});
        };
        add("home", "/", student, loaded);
        add("list", "/tickets", student, loaded);
        add("ticket", ticket_url, student, loaded);
        add("ticket with its PDF", ticket_url, student, [loaded, words](WindowlessApp& app) {
            loaded(app);
            app.press("View " + ticket_of(words, Status::pending).attachments[0].file.file_name);
        });
        add("new ticket", "/new/eduroam", student, [words](WindowlessApp& app) {
            app.type("Subject", words.subject);
            app.attach("PDFs or pictures (optional, up to 5, PDFs of 2 MB each)",
                       "1\t900000\t255044462d\t" + words.subject + ".pdf\n2\t10\t504b\t" + words.subject);
        });
        add("settings", "/settings", student, loaded);
        add("review", ticket_url, staff, loaded);
        add("queue", "/queue/it?q=" + words.name + "&service=eduroam&from=2026-11-01", staff, loaded);
        add("work", "/work/my_turn", staff, loaded);
        add("work of several", "/work/my_turn", of_several(staff), loaded);
        add("note", ticket_url, staff, [loaded](WindowlessApp& app) {
            loaded(app);
            CHECK(app.press("Internal note"));
        });
        add("queue of several", "/queue/it", of_several(staff), loaded);
        add("figures", "/analytics/it", staff, [loaded](WindowlessApp& app) {
            loaded(app);
            CHECK(app.press("Show as table: Service by status"));
            CHECK(app.press("Show as table: Tickets per week"));
        });
    }
    return scenes;
}

} // namespace stu::test
