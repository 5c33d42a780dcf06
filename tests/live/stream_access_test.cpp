// Who may listen, and for how long.

#include "tests/live/event_stream.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stu::test {
namespace {

Error refusal_of(const EventStream& stream) { return wire::from_json<Error>(stream.head().body).value(); }

TEST_CASE("a page hears nothing in the name of another person, and a foreign page nothing at all") {
    Desk desk;
    const std::string from_page = "Sec-Fetch-Site: same-origin\r\n";
    const auto status = [&](const ApiClient& client, const std::string& parameters,
                            const std::string& headers) {
        return EventStream(desk.server, client, parameters, headers).head().status;
    };
    CHECK(status(desk.amina, "?person=" + desk.amina.person(), from_page) == 200);
    CHECK(status(desk.amina, "?person=" + desk.brian.person(), from_page) == 409);
    CHECK(status(desk.amina, "?person=nobody", from_page) == 409);
    CHECK(status(desk.amina, "", from_page) == 400);
    CHECK(status(desk.visitor, "?person=" + desk.amina.person(), from_page) == 401);
    CHECK(status(desk.visitor, "", "") == 401);
    for (const char* site : {"cross-site", "same-site"})
        CHECK(status(desk.amina, "?person=" + desk.amina.person(),
                     "Sec-Fetch-Site: " + std::string(site) + "\r\n") == 403);
    // The person comes before everything else.
    CHECK(status(desk.david, "?department=finance&person=" + desk.peter.person(), from_page) == 409);
    CHECK(status(desk.david, "?department=finance&person=" + desk.david.person(), from_page) == 404);
    CHECK(status(desk.david, "?department=it&person=" + desk.david.person(), from_page) == 200);
    for (const char* department : {"it", "nowhere"})
        CHECK(status(desk.amina, "?department=" + std::string(department), "") == 404);
    CHECK(status(desk.amina, "?colour=red", "") == 400);
    CHECK(status(desk.amina, "?since=" + std::string(65, 'a'), "") == 422);
    CHECK(desk.amina.post(ListenToChanges::name, "application/json", "{}").status == 405);
    HttpConnection head(desk.server.port());
    head.send("HEAD /api/changes.listen HTTP/1.1\r\n" + desk.amina.common_headers() + "\r\n");
    CHECK(head.receive_until("\r\n").find(" 405 ") != std::string::npos);
}

TEST_CASE("one stream too many is refused in words, and one that ends makes room") {
    http::GateLimits limits;
    limits.streams.session = 1;
    RunningServer server(limits);
    const ApiClient amina(server, server.sign_in(server.add_user("a@students.example.edu", "Amina")));
    {
        EventStream first(server, amina);
        CHECK(first.greeting().name == stream_event::alive);
        const EventStream second(server, amina);
        CHECK(second.head().status == 429);
        CHECK(second.head().header("retry-after") == "2");
        CHECK(english(refusal_of(second).message).find("Too many connections are open") != std::string::npos);
    }
    while (EventStream(server, amina).head().status != 200) continue;
}

TEST_CASE(
    "a stream ends with its session: by signing out, by another browser, by time, and by being taken away") {
    Desk desk;
    const auto ends = [&](EventStream& stream) {
        CHECK(stream.next().name == stream_event::ended);
        CHECK(stream.is_over());
    };
    EventStream amina(desk.server, desk.amina), brian(desk.server, desk.brian),
        david(desk.server, desk.david);
    for (EventStream* stream : {&amina, &brian, &david}) stream->greeting();

    REQUIRE(desk.amina.call(SignOut{}, {}).status() == 200);
    ends(amina);
    CHECK(EventStream(desk.server, desk.amina).head().status == 401);

    {
        store::Transaction transaction = desk.server.store().write();
        transaction.connection().run("UPDATE staff_membership SET department = 'finance' WHERE user_id = $1",
                                     {desk.david.person()});
        transaction.commit();
    }
    ends(david);
    EventStream at_finance(desk.server, desk.david); // the rights that there are now
    CHECK(at_finance.greeting().name == stream_event::alive);

    desk.server.clock().advance(61 * minute_ms);
    ends(brian);
    ends(at_finance);
}

TEST_CASE("neither a stream nor what nobody asked for keeps an idle session alive") {
    Desk desk;
    const Credentials credentials{"david@staff.example.edu", std::string(RunningServer::password)};
    const auto signed_in = desk.visitor.call(SignIn{}, credentials);
    const ApiClient david = desk.visitor.after(desk.server, signed_in.reply); // 30 idle minutes
    const auto unasked = [&] {
        return david
            .post(CurrentSession::name, json_content_type, "{}", std::string(unasked_header) + ": 1\r\n")
            .body;
    };
    EventStream stream(desk.server, david);
    CHECK(stream.greeting().name == stream_event::alive);
    desk.server.clock().advance(20 * minute_ms);
    CHECK(unasked().find(david.person()) != std::string::npos);
    CHECK(EventStream(desk.server, david).greeting().name == stream_event::alive); // it broke, and came back
    desk.server.clock().advance(11 * minute_ms);
    CHECK(stream.next().name == stream_event::ended);
    CHECK(unasked().find(david.person()) == std::string::npos);
}

TEST_CASE("no notice goes out once a session is over, however soon") {
    Desk desk;
    EventStream david(desk.server, desk.david);
    david.greeting();
    REQUIRE(desk.david.call(SignOut{}, {}).status() == 200);
    desk.file_ticket();
    CHECK(david.next().name == stream_event::ended);
    CHECK(david.is_over());
}

TEST_CASE("a server that stops ends its streams at once") {
    Desk desk;
    EventStream david(desk.server, desk.david);
    CHECK(david.greeting().name == stream_event::alive);
    desk.server.stop();
    CHECK(david.is_over());
}

} // namespace
} // namespace stu::test
