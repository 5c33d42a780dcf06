// Forms that ask whether a person fills them in: the built-in proof of work, and reCAPTCHA's documented
// protocol spoken by a server of our own.

#include "backend/http/gate/gate.hpp"
#include "backend/http/headers.hpp"
#include "backend/security/proof_of_work.hpp"
#include "backend/security/recaptcha.hpp"
#include "backend/security/sha256.hpp"
#include "backend/store/people/challenges.hpp"
#include "tests/api/desk.hpp"
#include "tests/api/words.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <thread>

namespace stu::test {
namespace {

using Verdict = security::Captcha::Verdict;

/// What a browser does (web/solver.js).
std::string solved(const Challenge& challenge) {
    for (std::int64_t nonce = 0;; ++nonce) {
        const std::string answer = challenge.challenge + "." + std::to_string(nonce);
        const std::string hash = security::sha256(answer);
        std::int64_t zero_bits = 0;
        for (const char digit : hash) {
            const int value = digit <= '9' ? digit - '0' : digit - 'a' + 10;
            zero_bits += value == 0 ? 4 : value < 2 ? 3 : value < 4 ? 2 : value < 8 ? 1 : 0;
            if (value != 0) break;
        }
        if (zero_bits >= challenge.bits) return answer;
    }
}

struct Proof {
    security::SystemRandom random;
    security::Secret secret{std::string(64, 'k')};
    std::int64_t now_ms = 1'795'000'000'000;
    std::set<std::string> used;
    security::ProofOfWork captcha{secret, random, [this] { return now_ms; },
                                  [this](std::string_view challenge, std::int64_t) {
                                      return used.insert(std::string(challenge)).second;
                                  },
                                  8};
};

TEST_CASE("a proof of work is good once, in time, and only if it was done") {
    Proof proof;
    const Challenge challenge = *proof.captcha.challenge();
    CHECK(challenge.challenge.size() + 1 + 10 <= 55); // one block of SHA-256
    const std::string answer = solved(challenge);
    for (const std::string& bad : {std::string(), challenge.challenge, challenge.challenge + ".",
                                   answer + "x", "x" + answer, challenge.challenge + ".notanumber",
                                   std::string(4'000, '.'), std::string("1.99999999999999.aaaa.1")})
        CHECK(proof.captcha.check(bad, "") == Verdict::wrong);
    CHECK(proof.used.empty());
    CHECK(proof.captcha.check(answer, "") == Verdict::passed);
    CHECK(proof.captcha.check(answer, "") == Verdict::wrong);
    // Another nonce that would do as well is no second answer.
    const std::string late = solved(*proof.captcha.challenge());
    proof.now_ms += security::ProofOfWork::lifetime_ms;
    CHECK(proof.captcha.check(late, "") == Verdict::wrong);
    Proof other;
    other.secret = security::Secret(std::string(64, 'o'));
    CHECK(other.captcha.check(solved(*proof.captcha.challenge()), "") == Verdict::wrong);
}

TEST_CASE("without an answer no form goes through, and an answer serves one") {
    Proof proof;
    RunningServer server(proof.captcha);
    const ApiClient visitor(server);
    CHECK(visitor.call(CurrentSession{}, {})->rules.captcha.kind == CaptchaKind::proof_of_work);
    const auto answer = [&] { return solved(*visitor.call(GetChallenge{}, {})); };
    const auto attempt = [&](const std::string& captcha) {
        return visitor.call(RegisterStudentAccount{}, {"Amina", email, "BIT-1", password, "", captcha});
    };
    for (const Form form : both_forms) {
        const auto refused =
            visitor.call(RegisterStudentAccount{}, {"Amina", email, "BIT-1", password, "", ""}, form);
        CHECK(refused.status() == 422);
        CHECK(!message_for(refused.error.details, "captcha").empty());
    }
    CHECK(visitor.call(SendConfirmation{}, {email, ""}).status() == 422);
    CHECK(visitor.call(RequestReset{}, {email, ""}).status() == 422);
    CHECK(attempt("made-up").status() == 422);
    CHECK(attempt("white space").status() == 422);
    CHECK(server.rows("app_user") == 0);
    const std::string once = answer();
    CHECK(attempt(once).status() == 200);
    CHECK(attempt(once).status() == 422);
    CHECK(visitor.call(RequestReset{}, {email, answer()}).status() == 200);

    const ApiClient amina(server, server.sign_in(server.add_user("b@students.example.edu", "Brian")));
    NewTicket draft = good_draft();
    CHECK(amina.call(CreateTicket{}, draft).status() == 422);
    draft.captcha = answer();
    CHECK(amina.call(CreateTicket{}, draft).status() == 200);
    // A retry of what was filed needs no second answer.
    CHECK(amina.call(CreateTicket{}, draft).status() == 200);
    CHECK(server.rows("ticket") == 1);
    draft.request_id = std::string(32, 'b');
    CHECK(amina.call(CreateTicket{}, draft).status() == 422);
}

TEST_CASE("signing in asks after three failures") {
    Proof proof;
    RunningServer server(proof.captcha);
    server.add_user(email, "Amina");
    const ApiClient visitor(server);
    for (int i = 0; i < 3; ++i) CHECK(visitor.call(SignIn{}, {email, "Wrong-Horse-77"}).status() == 401);
    CHECK(visitor.call(SignIn{}, {email, password}).status() == 422);
    const std::string answer = solved(*visitor.call(GetChallenge{}, {}));
    CHECK(visitor.call(SignIn{}, {email, password, false, answer}).status() == 200);
    CHECK(visitor.call(SignIn{}, {email, password}).status() == 200); // counted anew
}

/// A server that speaks reCAPTCHA's protocol: what it answers depends on the answer that it is asked about.
class FakeRecaptcha final : public http::Service {
  public:
    FakeRecaptcha() : listener_port_(0) {
        http::Listener listener("127.0.0.1", 0);
        listener_port_ = listener.port();
        gate_.emplace(std::move(listener), *this, http::GateLimits{});
        thread_ = std::thread([this] { gate_->run(); });
    }
    ~FakeRecaptcha() override {
        gate_->stop();
        thread_.join();
    }
    FakeRecaptcha(const FakeRecaptcha&) = delete;
    FakeRecaptcha& operator=(const FakeRecaptcha&) = delete;

    std::string url() const { return "http://127.0.0.1:" + std::to_string(listener_port_); }
    std::atomic<int> asked{0};
    std::string last_body;

    std::size_t body_limit(const http::Head&) const override { return 65'536; }
    http::Lane lane(const http::Head&) const override { return http::Lane::usual; }
    http::Parties parties(const http::Address& peer, const http::Head*) const override {
        return {peer.owner(), {}, false};
    }
    std::optional<http::Answer> refuse_early(const http::Head&, std::string_view) override {
        return std::nullopt;
    }
    http::Answer refusal(int, const http::Head*, std::string_view) const override {
        return reply("400 Bad", "");
    }
    http::Answer answer(const http::Head& head, std::string body, std::string_view, std::uint64_t) override {
        ++asked;
        last_body = body;
        if (head.path() != "/recaptcha/api/siteverify") return reply("404 Not Found", "");
        const auto has = [&](std::string_view word) {
            return body.find("response=" + std::string(word)) != body.npos;
        };
        if (has("good"))
            return reply(
                "200 OK",
                R"({"success": true, "challenge_ts": "2026-11-24T10:00:00Z", "hostname": "desk.example.edu"})");
        if (has("elsewhere")) return reply("200 OK", R"({"success": true, "hostname": "evil.example"})");
        if (has("replayed"))
            return reply("200 OK", R"({"success": false, "error-codes": ["timeout-or-duplicate"]})");
        if (has("misconfigured"))
            return reply("200 OK", R"({"success": false, "error-codes": ["invalid-input-secret"]})");
        if (has("broken")) return reply("500 Internal Server Error", "oops");
        if (has("nonsense")) return reply("200 OK", "<html>captive portal</html>");
        if (has("huge")) return reply("200 OK", std::string(1 << 20, ' '));
        if (has("redirect"))
            return {"HTTP/1.1 302 Found\r\nLocation: " + url() + "/elsewhere\r\nContent-Length: 0\r\n\r\n"};
        return reply("200 OK", R"({"success": false, "error-codes": ["invalid-input-response"]})");
    }

  private:
    static http::Answer reply(std::string_view status, std::string_view body) {
        return {"HTTP/1.1 " + std::string(status) + "\r\nContent-Type: application/json\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n\r\n" + std::string(body)};
    }

    std::uint16_t listener_port_;
    std::optional<http::Gate> gate_;
    std::thread thread_;
};

TEST_CASE("reCAPTCHA: each answer of the service has its verdict") {
    FakeRecaptcha service;
    security::Recaptcha captcha({"site", "secret&key", service.url(), "desk.example.edu"});
    CHECK(captcha.offer().site_key == "site");
    CHECK(captcha.check("", "127.0.0.1") == Verdict::wrong);
    CHECK(service.asked == 0);
    CHECK(captcha.check("good", "127.0.0.1") == Verdict::passed);
    CHECK(service.last_body == "secret=secret%26key&response=good&remoteip=127.0.0.1");
    for (const char* wrong : {"elsewhere", "replayed", "anything", "x%26response=good"})
        CHECK(captcha.check(wrong, "127.0.0.1") == Verdict::wrong);
    for (const char* unknown : {"misconfigured", "broken", "nonsense", "huge"})
        CHECK(captcha.check(unknown, "127.0.0.1") == Verdict::unavailable);
    CHECK(captcha.check("good", "127.0.0.1") == Verdict::passed);
    const int before = service.asked;
    CHECK(captcha.check("redirect", "127.0.0.1") == Verdict::unavailable);
    CHECK(service.asked == before + 1); // not followed
}

TEST_CASE("reCAPTCHA: while the service is away newcomers wait, students still file, and nobody hangs") {
    // A port that nobody listens on.
    std::uint16_t closed = 0;
    {
        const http::Listener listener("127.0.0.1", 0);
        closed = listener.port();
    }
    security::Recaptcha captcha(
        {"site", "secret", "http://127.0.0.1:" + std::to_string(closed), "localhost"});
    RunningServer server(captcha);
    const ApiClient visitor(server);
    const auto refused =
        visitor.call(RegisterStudentAccount{}, {"Amina", email, "BIT-1", password, "", "token"});
    CHECK(refused.status() == 503);
    CHECK(english(refused.error.message).find("robot") != std::string::npos);
    CHECK(server.rows("app_user") == 0);
    const ApiClient amina(server, server.sign_in(server.add_user(email, "Amina")));
    NewTicket draft = good_draft();
    draft.captcha = "token";
    CHECK(amina.call(CreateTicket{}, draft).status() == 200);
}

TEST_CASE("reCAPTCHA: after five failures in a row the service is left alone") {
    FakeRecaptcha service;
    security::Recaptcha captcha({"site", "secret", service.url(), "desk.example.edu"});
    for (int i = 0; i < 5; ++i) CHECK(captcha.check("broken", "") == Verdict::unavailable);
    CHECK(captcha.check("good", "") == Verdict::unavailable);
    CHECK(service.asked == 5);
}

TEST_CASE("reCAPTCHA: hostile bytes are no verdict") {
    for (const std::string& json :
         {std::string(), std::string("[]"), std::string("{"), std::string(R"({"success": "true"})"),
          std::string(R"({"success": 1})"), std::string(R"({"hostname": "desk.example.edu"})"),
          std::string(100'000, '['), std::string("{\"success\": true, \"hostname\": \"desk\0\"}", 36)})
        CHECK(security::verdict_of(json, "desk.example.edu") != Verdict::passed);
    CHECK(security::verdict_of(R"({"success": true})", "desk.example.edu") == Verdict::wrong);
    CHECK(security::verdict_of(R"({"success": true, "hostname": "desk.example.edu"})", "desk.example.edu") ==
          Verdict::passed);
}

TEST_CASE("pages may load reCAPTCHA only where it is used") {
    const auto plain = http::security_headers({{"https://desk.example.edu"}});
    const auto with = http::security_headers({{"https://desk.example.edu"}, "https://www.recaptcha.net"});
    const auto policy = [](const http::Headers& headers) {
        for (const auto& [name, value] : headers)
            if (name == "Content-Security-Policy") return value;
        return std::string();
    };
    CHECK(policy(plain).find("recaptcha") == std::string::npos);
    CHECK(policy(with).find("script-src 'self' 'wasm-unsafe-eval' https://www.recaptcha.net/recaptcha/") !=
          std::string::npos);
    CHECK(policy(with).find("frame-src 'self' blob: https://www.recaptcha.net/recaptcha/") !=
          std::string::npos);
    CHECK(policy(with).find("unsafe-inline") == std::string::npos);
}

} // namespace
} // namespace stu::test
