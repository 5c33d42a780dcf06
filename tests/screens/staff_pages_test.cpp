// The queue and the figures.

#include "frontend-wasm/ui/chart.hpp"
#include "tests/screens/pages.hpp"

#include <doctest/doctest.h>

using namespace stu;
using namespace stu::test;
using ui::NodeRole;

TEST_CASE("staff filters the queue: chosen, applied, shown, cleared") {
    for (const float width : {360.0f, 1280.0f}) {
        WindowlessApp app(width);
        app.open("/queue/it");
        app.browser.answer<CurrentSession>(staff_session());
        app.draw();
        answer_reads(app, Status::pending);
        CHECK_FALSE(app.find(NodeRole::select, "Service"));
        CHECK(app.press("Filters"));
        CHECK(app.type(NodeRole::search_field, "Search tickets", "wi-fi"));
        CHECK(app.type(NodeRole::date_field, "Opened from", "2026-11-01"));
        CHECK(app.browser.waiting(DepartmentQueue::name) == 0);
        CHECK(app.submit("Filter"));
        CHECK(app.browser.url == "/queue/it?q=wi-fi&from=2026-11-01");
        CHECK(app.browser.waiting(DepartmentQueue::name) == 1);
        app.browser.answer<DepartmentQueue>({{}, {}});
        app.draw();
        sound(app);
        CHECK(app.shows("Nothing found"));
        CHECK(
            app.find(NodeRole::link, "Remove filter “wi-fi”")->attributes.find("/queue/it?from=2026-11-01") !=
            std::string::npos);
        CHECK(app.find(NodeRole::link, "Clear filters")->attributes ==
              "href=/queue/it\nfont=13 19 600 accent\nlook=single");
        CHECK(app.find(NodeRole::link, "Export CSV")->attributes.find("/api/queue.csv?department=it&") !=
              std::string::npos);
        CHECK(app.browser.announcements.back() == "0 tickets");
    }
}

TEST_CASE("a ticket keeps its link, and so the focus on it, when another one comes before it") {
    for (const float width : {360.0f, 1280.0f}) {
        WindowlessApp app(width);
        app.open("/queue/it");
        app.browser.answer<CurrentSession>(staff_session());
        app.draw();
        answer_reads(app, Status::pending);
        const auto before = app.find(NodeRole::link, "Eduroam drops");
        REQUIRE(before);
        app.browser.now += 20'000;
        app.loop.happened(app::intent::CameBack{});
        app.draw();
        CHECK(app.find(NodeRole::link, "Eduroam drops")->id ==
              before->id); // nothing is in its place meanwhile
        Ticket other = a_ticket().ticket;
        other.number = make_ticket_number(43);
        other.subject = "Filed meanwhile";
        REQUIRE(app.browser.answer<DepartmentQueue>(
            {{{row_of(other), row_of(a_ticket().ticket)}, "", "", 2, 1}, {}}));
        app.draw();
        CHECK(app.find(NodeRole::link, "Filed meanwhile"));
        CHECK(app.find(NodeRole::link, "Eduroam drops")->id == before->id);
    }
}

TEST_CASE("each bar is a link to the tickets that it counts, and each chart has its table") {
    for (const float width : {360.0f, 1280.0f}) {
        WindowlessApp app(width);
        app.open("/analytics/it?from=2026-11-02&to=2026-11-22");
        app.browser.answer<CurrentSession>(staff_session());
        app.draw();
        Analytics figures = some_figures();
        figures.volume = {5, 0, 7};
        app.browser.answer<DepartmentAnalytics>(figures);
        app.draw();
        sound(app);
        const auto bar = app.find(NodeRole::link, "Eduroam and Network Services, Completed: 1,108 tickets");
        REQUIRE(bar);
        CHECK(bar->attributes.find(
                  "href=/queue/it?status=completed&service=eduroam&from=2026-11-02&to=2026-11-22\n") !=
              std::string::npos);
        const auto week = app.find(NodeRole::link, "16 Nov to 22 Nov 2026: 7 tickets");
        REQUIRE(week);
        CHECK(week->attributes.find("href=/queue/it?status=all&from=2026-11-16&to=2026-11-22\n") !=
              std::string::npos);
        CHECK_FALSE(app.shows(": 0 tickets")); // no bar, so nothing to stop at
        CHECK(app.shows("3 h 30 min"));
        CHECK(app.shows("9 in 10: 1 day"));
        CHECK(app.shows("Nothing closed yet"));
        CHECK(app.shows("First answer in time: 92 % (of 50). Before: 100 % (of 30)"));
        CHECK(app.shows("Solved in time: 80 % (of 30)")); // and nothing was promised before
        CHECK(app.shows("First answer: 92 % (of 40), solved: 80 % (of 30)"));
        CHECK(app.shows("First answer: 90 % (of 10)"));

        CHECK_FALSE(app.find(NodeRole::table, "Tickets by service and status"));
        CHECK(app.press("Show as table: Service by status"));
        CHECK(app.find(NodeRole::table, "Tickets by service and status"));
        CHECK(app.press("Show as table: Tickets per week"));
        CHECK(app.find(NodeRole::table, "Tickets opened per week"));
        CHECK(app.find(NodeRole::button, "Show as table: Tickets per week")->attributes ==
              "expanded=true\nwords=Show as table");
        CHECK(app.shows("closed-down-since"));
        sound(app);
    }
}

TEST_CASE("the lines of a chart are at round numbers and few") {
    CHECK(ui::grid_step(1) == 1);
    CHECK(ui::grid_step(5) == 1);
    CHECK(ui::grid_step(6) == 2);
    CHECK(ui::grid_step(108) == 50);
    CHECK(ui::grid_step(160) == 50);
    CHECK(ui::grid_step(1'000'000) == 200'000);
}
