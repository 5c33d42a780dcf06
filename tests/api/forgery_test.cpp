// Requests that a foreign page could make a browser send, and pages of an older build.

#include "backend/http/embedded.hpp"
#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

TEST_CASE("what a foreign page can send changes nothing") {
    Desk desk;
    const std::string body = wire::to_json(good_draft());
    const std::string json = "Content-Type: application/json\r\n", ours = "X-StuTicket: 1\r\n";
    const std::string own_origin = "Origin: http://" + desk.server.host() + "\r\n";
    struct Variant {
        int status;
        std::string headers;
    };
    const std::vector<Variant> variants{
        {403, json},
        {403, json + "X-StuTicket: 0\r\n"},
        {403, json + ours + "Origin: http://evil.example\r\n"},
        {403, json + ours + "Origin: null\r\n"},
        {403, json + ours + "Origin: http://sub." + desk.server.host() + "\r\n"},
        {403, json + ours + "Origin: https://" + desk.server.host() + "\r\n"},
        {403, json + ours + "Origin: http://" + desk.server.host() + ".evil.example\r\n"},
        {403, json + ours + "Sec-Fetch-Site: cross-site\r\n"},
        {403, json + ours + "Sec-Fetch-Site: same-site\r\n"},
        {403, "Content-Type: text/plain\r\n"},
        {403, "Content-Type: application/x-www-form-urlencoded\r\n" + own_origin},
        {403, "Content-Type: multipart/form-data; boundary=x\r\n"},
        {415, "Content-Type: text/plain\r\n" + ours},
        {415, "Content-Type: application/x-www-form-urlencoded\r\n" + ours},
        {415, ours},
    };
    for (const Variant& variant : variants) {
        CAPTURE(variant.headers);
        CHECK(desk.amina.post_raw("tickets.create", variant.headers, body).status == variant.status);
        CHECK(desk.amina.post_raw("attachments.put?name=a.pdf", variant.headers, pdf_of(1'000)).status ==
              (variant.headers.find("X-StuTicket: 1") == std::string::npos ? 403
               : variant.status == 415                                     ? 415
                                                                           : 403));
    }
    CHECK(desk.amina.get("/api/tickets.create?request_id=x").status == 405);
    CHECK(desk.server.rows("ticket") == 0);
    CHECK(desk.server.rows("attachment") == 0);
    CHECK(desk.amina
              .post_raw("tickets.create", json + ours + own_origin + "Sec-Fetch-Site: same-origin\r\n", body)
              .status == 200);
}

TEST_CASE("another name in Host is not answered") {
    Desk desk;
    for (const char* host : {"evil.example", "localhost", "127.0.0.1:1"}) {
        const std::string headers =
            "Host: " + std::string(host) + "\r\nCookie: stuticket_session=" + desk.amina.token() + "\r\n";
        CHECK(ask(desk.server.port(), "GET /healthz HTTP/1.1\r\n" + headers + "\r\n").status == 421);
        CHECK(ask(desk.server.port(), "POST /api/session.sign_out HTTP/1.1\r\n" + headers +
                                          "X-StuTicket: 1\r\nContent-Type: application/json\r\n"
                                          "Content-Length: 2\r\n\r\n{}")
                  .status == 421);
    }
    CHECK(desk.amina.call(StudentHome{}, {}).status() == 200);
}

TEST_CASE("a page of an older build is told to reload") {
    Desk desk;
    const auto send = [&](std::string_view build) {
        return desk.amina.post("tickets.create", binary_content_type, wire::to_binary(good_draft()),
                               "X-StuTicket-Build: " + std::string(build) + "\r\n");
    };
    // Without an embedded front end there is no build to differ from.
    const bool has_build = !http::embedded_build_id().empty();
    const Reply stale = send("0123456789abcdef");
    CHECK(stale.status == (has_build ? 426 : 200));
    CHECK(desk.server.rows("ticket") == (has_build ? 0 : 1));
    if (!has_build) return;
    CHECK(wire::from_binary<Error>(stale.body)->code == Code::outdated);
    CHECK(send(http::embedded_build_id()).status == 200);
}

} // namespace
} // namespace stu::test
