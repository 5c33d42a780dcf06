#include "frontend-wasm/app/analytics_range.hpp"
#include "frontend-wasm/app/queue_filter.hpp"
#include "tests/app/world.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace stu;
using namespace stu::app;

namespace {

std::string round_trip(const std::string& url) {
    const Route route = parse_route(url);
    return url_of(queue_route(route.id, queue_filter_of(route)));
}

} // namespace

TEST_CASE("days are those of the calendar") {
    CHECK(day_text(parse_day("2028-02-29").value()) == "2028-02-29");
    for (const char* text : {"", "2026", "2026-13-01", "2026-02-29", "2026-11-2", "2026-11-24x", "26-11-24",
                             "2026-1a-01", "-026-11-24", "2026/11/24"})
        CHECK_FALSE(parse_day(text));
    const Day tuesday = parse_day("2026-11-24").value();
    CHECK(day_text(week_of(tuesday)) == "2026-11-23");
    CHECK(week_of(week_of(tuesday)) == week_of(tuesday));
    CHECK(day_text(week_of(parse_day("2026-11-29").value())) == "2026-11-23");
    CHECK(short_day(tuesday) == "24 Nov");
    CHECK(long_day(tuesday) == "24 Nov 2026");
}

TEST_CASE("every filter of the queue lives in its address") {
    const std::string url = "/queue/"
                            "it?status=all&service=eduroam&q=wi-fi%20%26%20%22more%22&from=2026-11-01&to="
                            "2026-11-24&assignee=me&priority=urgent&days=3&sort=oldest";
    CHECK(round_trip(url) == url);
    CHECK(round_trip("/queue/it") == "/queue/it");
    CHECK(round_trip("/queue/it?sort=nonsense&older=abc") == "/queue/it"); // a cursor belongs to one list
    CHECK(round_trip("/queue/it?q=%20%20") == "/queue/it");
    CHECK(queue_filter_of(parse_route("/queue/it?status=rejected")).is_plain());
    CHECK_FALSE(queue_filter_of(parse_route("/queue/it?from=2026-11-01")).is_plain());
}

TEST_CASE("days of the address become instants of the reader's zone") {
    const platform::Scripted nairobi;
    const ListQueue request = queue_request(
        parse_route("/queue/it?from=2026-11-01&to=2026-11-01&sort=unchanged&status=all"), nairobi);
    CHECK(request.opened.before_ms - request.opened.from_ms == day_ms);
    CHECK(request.opened.from_ms % day_ms == 21 * hour_ms);
    CHECK(request.order == QueueOrder::longest_unchanged_first);
    CHECK(request.statuses.empty());
    CHECK(queue_request(parse_route("/queue/it"), nairobi).statuses.size() == 4);
    for (const char* url : {"/queue/it?from=x&to=y", "/queue/it?from=2026-02-30"})
        CHECK(queue_request(parse_route(url), nairobi).opened == Period{});
}

TEST_CASE("the file's address carries the same filters") {
    const platform::Scripted nairobi;
    CHECK(export_url(queue_request(parse_route("/queue/it?status=all"), nairobi)) ==
          "/api/queue.csv?department=it&order=newest_first");
    const std::string url = export_url(queue_request(
        parse_route("/queue/it?status=rejected&q=a%26b&service=eduroam&to=2026-11-01"), nairobi));
    CHECK(url.find("&statuses=rejected&service=eduroam&opened_before_ms=17") != std::string::npos);
    CHECK(url.find("opened_from_ms") == std::string::npos);
    CHECK(url.substr(url.size() - 11) == "&text=a%26b");
}

TEST_CASE("each active filter can be taken away alone") {
    const Catalogue catalogue{{{"it", "IT", {{"ict", "ICT", "", {{"eduroam", "Eduroam"}}}}}}};
    const QueueFilter filter =
        queue_filter_of(parse_route("/queue/it?service=eduroam&q=wifi&from=2026-11-01&sort=oldest"));
    const auto active = active_filters(filter, catalogue, {});
    REQUIRE(active.size() == 3);
    CHECK(active[0].words == "“wifi”");
    CHECK(active[1].words == "Eduroam");
    CHECK(active[2].words == "Opened from 1 Nov 2026");
    CHECK(active[1].without.service.empty());
    CHECK(active[1].without.text == "wifi");
    CHECK(active_filters({}, catalogue, {}).empty());
    const auto work =
        active_filters(queue_filter_of(parse_route("/queue/it?assignee=u7&priority=high&days=3")), catalogue,
                       {{"u7", "Ruth Kamau", true}});
    REQUIRE(work.size() == 3);
    CHECK(work[0].words == "Assignee: Ruth Kamau");
    CHECK(work[1].words == "High");
    CHECK(work[2].words == "3 days and older");
    CHECK(work[2].without.assignee == "u7");
    const auto turn = active_filters(
        queue_filter_of(parse_route("/queue/it?tag=wi-fi&turn=staff&sort=newest")), catalogue, {});
    REQUIRE(turn.size() == 2);
    CHECK(turn[0].words == "Tag: wi-fi");
    CHECK(turn[1].words == "Waiting for us");
    CHECK(turn[1].without.turn.empty());
    for (const char* nonsense : {"0", "-3", "x", "3x", "99999999999999999999"})
        CHECK(active_filters(queue_filter_of(parse_route("/queue/it?days=" + std::string(nonsense))),
                             catalogue, {})
                  .empty());
}

TEST_CASE("a saved list leads back to its filters") {
    const platform::Scripted nairobi;
    for (const char* url :
         {"/queue/it", "/queue/it?status=all&assignee=me&priority=urgent&days=7&sort=unchanged",
          "/queue/it?status=pending&service=eduroam&q=wi-fi&sort=oldest",
          "/queue/it?tag=Hostel%20B&turn=late", "/queue/it?sort=wait"}) {
        const ListQueue request = queue_request(parse_route(url), nairobi);
        CHECK(url_of(queue_route("it", filter_that_asks(request))) == url);
    }
}

TEST_CASE("numbers and counts are written for people") {
    CHECK(number_text(0) == "0");
    CHECK(number_text(999) == "999");
    CHECK(number_text(1'284) == "1,284");
    CHECK(number_text(1'000'000) == "1,000,000");
    CHECK(number_text(-123) == "-123");
    TicketPage page;
    CHECK(tickets_text(page) == "0 tickets");
    page.total = 1;
    CHECK(tickets_text(page) == "1 ticket");
    page.total = 1'000;
    page.more_than_total = true;
    CHECK(tickets_text(page) == "More than 1,000 tickets");
}

TEST_CASE("filters are applied all at once, and wrong ones stay with a sentence") {
    World world;
    world.open_queue();
    world.on<page::Queue>().filter.text = " wi-fi ";
    world.on<page::Queue>().filter.service = "eduroam";
    world.happens(intent::SubmitQueueFilter{read_scopes(" wi-fi ", Catalog(), {})});
    CHECK(url_of(world.state.route) == "/queue/it?service=eduroam&q=wi-fi");
    CHECK(world.calls_of("queue.list") == 1);

    world.on<page::Queue>().filter.from = "2026-11-24";
    world.on<page::Queue>().filter.to = "2026-11-01";
    world.happens(intent::SubmitQueueFilter{});
    CHECK(world.calls_of("queue.list") == 0);
    CHECK(english(message_for(world.on<page::Queue>().errors, "opened_before_ms")).size() > 10);
    CHECK(world.wants<effect::FocusFirstError>());
    CHECK(world.on<page::Queue>().filter.from == "2026-11-24");

    // Going back shows the filters of the list that is gone back to.
    world.happens(intent::UrlChanged{"/queue/it?status=all"});
    CHECK(world.on<page::Queue>().filter.status == "all");
    CHECK(world.on<page::Queue>().filter.text.empty());
    CHECK(world.on<page::Queue>().errors.empty());

    // Those among the words count as if they had been chosen, and what is not clear is asked about.
    const auto submit = [&](const char* typed) {
        world.on<page::Queue>().filter.text = typed;
        const std::vector<Colleague> colleagues{{"user-1", "Ruth Kamau"}, {"user-2", "Ruth Wanjiku"}};
        const auto values = scope_values(Catalog(), {}, colleagues, {"Wi-Fi"});
        world.happens(intent::SubmitQueueFilter{read_scopes(typed, Catalog(), values)});
    };
    world.happens(intent::UrlChanged{"/queue/it?status=all&from=2026-11-01&days=3"});
    submit("printer status:pending assignee:me tag:wi");
    CHECK(url_of(world.state.route) ==
          "/queue/it?status=pending&q=printer&from=2026-11-01&assignee=me&days=3&tag=Wi-Fi");
    submit("assignee:ruth");
    CHECK(world.calls_of("queue.list") == 0);
    CHECK(english(message_for(world.on<page::Queue>().errors, "text")).find("Ruth Wanjiku") !=
          std::string::npos);
    CHECK(world.on<page::Queue>().filter.text == "assignee:ruth");
}

TEST_CASE("ranges of the analytics are days of the reader, in weeks from Monday") {
    platform::Scripted nairobi;
    nairobi.now = nairobi.start_of_day("2026-11-24") + hour_ms;
    const auto range = [&](const char* url) { return analytics_range(parse_route(url), nairobi); };
    CHECK(range("/analytics/it").preset == "90");
    CHECK(range("/analytics/it?range=nonsense").preset == "90");
    CHECK(range("/analytics/it?range=30").from == "2026-10-26");
    CHECK(range("/analytics/it?range=year").from == "2026-01-01");
    CHECK(range("/analytics/it?range=all").from.empty());
    CHECK(range("/analytics/it?range=all").edges.size() == 54);
    const AnalyticsRange chosen = range("/analytics/it?from=2026-11-05&to=2026-11-17");
    CHECK(chosen.preset.empty());
    REQUIRE(chosen.edges.size() == 4);
    CHECK(day_text(chosen.edges[0]) == "2026-11-05"); // a Thursday
    CHECK(day_text(chosen.edges[1]) == "2026-11-09");
    CHECK(day_text(chosen.edges[2]) == "2026-11-16");
    CHECK(day_text(chosen.edges[3]) == "2026-11-18");
    for (const char* url : {"/analytics/it", "/analytics/it?range=all", "/analytics/it?range=year",
                            "/analytics/it?from=2026-11-05&to=2026-11-17", "/analytics/it?to=2020-02-02",
                            "/analytics/it?from=x&to=y"}) {
        CAPTURE(url);
        CHECK(validate(analytics_request(parse_route(url), nairobi)).empty());
    }
    const AnalyticsRequest request =
        analytics_request(parse_route("/analytics/it?from=2026-11-05&to=2026-11-17"), nairobi);
    CHECK(request.volume_edges_ms.front() == request.opened.from_ms);
    CHECK(request.volume_edges_ms.back() == request.opened.before_ms);
    CHECK(chosen.other_from == "2026-10-23");
    CHECK(chosen.other_to == "2026-11-04");
    CHECK(request.compared.before_ms == request.opened.from_ms);
    CHECK(request.opened.before_ms - request.opened.from_ms ==
          request.compared.before_ms - request.compared.from_ms);
    CHECK(range("/analytics/it?range=all").other_from.empty());
    CHECK(range("/analytics/it?against=nothing").other_from.empty());
    CHECK(range("/analytics/it?against=nonsense").against == "before");
    const AnalyticsRange leap = range("/analytics/it?from=2024-02-29&to=2024-03-01&against=year");
    CHECK(leap.other_from == "2023-02-28");
    CHECK(leap.other_to == "2023-03-01");
    CHECK_FALSE(
        validate(analytics_request(parse_route("/analytics/it?from=2026-11-05&to=2026-11-01"), nairobi))
            .empty());
}
