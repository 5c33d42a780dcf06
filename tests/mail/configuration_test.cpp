// Where settings come from, who wins, and what is said about bad ones.

#include "backend/cli/configuration.hpp"

#include "tests/support/english.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <ostream>
#include <utility>

namespace stu::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view secret = "Teal-anchor-58-Fern";

/// A working folder and a data folder.
struct Fixture {
    test::TemporaryFolder folder;
    fs::path working = folder.path() / "working", data = folder.path() / "data";
    Variables flags{{"STUTICKET_DATA", data.string()}}, environment;

    Fixture() {
        fs::create_directory(working);
        fs::create_directory(data);
    }
    static void write(const fs::path& in, std::string_view text, fs::perms mode = fs::perms(0600)) {
        std::ofstream(in / ".env") << text;
        fs::permissions(in / ".env", mode);
    }
    Result<Configuration> configured() const { return configure(flags, environment, working); }
    /// Why it is refused; fails when it is not.
    std::string refusal() const {
        const auto configuration = configured();
        REQUIRE_FALSE(configuration);
        CHECK(english(configuration.error().message).find(secret) == std::string::npos);
        return english(configuration.error().message);
    }
};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

TEST_CASE("lines of a file") {
    const auto variables = parse_env("# comment\r\n\n"
                                     "PLAIN=one two\r\n"
                                     "  export SPACED = three   # comment\n"
                                     "HASH=a#b\n"
                                     "SINGLE='four # \\\" $X'\n"
                                     "DOUBLE=\"five \\\" \\\\ \\n\" # comment\n"
                                     "EMPTY=\n"
                                     "COMMENTED= # nothing\n"
                                     "EQUALS=a=b==\n"
                                     "UNICODE=Größe");
    REQUIRE(variables);
    CHECK(variables.value() == Variables{{"PLAIN", "one two"},
                                         {"SPACED", "three"},
                                         {"HASH", "a#b"},
                                         {"SINGLE", "four # \\\" $X"},
                                         {"DOUBLE", "five \" \\ \\n"},
                                         {"EMPTY", ""},
                                         {"COMMENTED", ""},
                                         {"EQUALS", "a=b=="},
                                         {"UNICODE", "Größe"}});
}

TEST_CASE("a line that is wrong is named and not quoted") {
    const std::string password(secret);
    for (const std::string& line :
         {password, "=" + password, "1A=" + password, "A B=" + password, "A='" + password, "A=\"" + password,
          "A='" + password + "' x", "A=\"" + password + "\\\"", "A=" + password + "\x01",
          "A=" + password + "\xff", "GOOD=" + password, std::string("A=\0", 3) + password}) {
        CAPTURE(line);
        const auto variables = parse_env("GOOD=1\n\n" + line + "\n");
        REQUIRE_FALSE(variables);
        CHECK(contains(english(variables.error().message), "Line 3 "));
        CHECK_FALSE(contains(english(variables.error().message), secret));
    }
}

TEST_CASE("every cut of a file is either read or refused") {
    const std::string text = "A='x y' # c\nexport B=\"\\\"z\\\\\"\nC=1\n";
    for (std::size_t length = 0; length <= text.size(); ++length) {
        const auto variables = parse_env(text.substr(0, length));
        CHECK((variables ? variables->size() <= 3 : !variables.error().message.empty()));
    }
}

TEST_CASE_FIXTURE(Fixture, "without anything set there are defaults and no mail server") {
    const auto configuration = configure({}, {}, working);
    REQUIRE(configuration);
    CHECK(configuration->place.data == "data");
    CHECK(configuration->address == "127.0.0.1");
    CHECK(configuration->port == 8080);
    CHECK(configuration->base_url.empty());
    CHECK_FALSE(configuration->mail);
}

TEST_CASE_FIXTURE(Fixture, "a name that is no setting is a slip of the pen, in the environment too") {
    environment["STUTICKET_TRUSTED_PROXY"] = "10.0.0.5";
    CHECK(contains(refusal(), "STUTICKET_TRUSTED_PROXY, which is not a setting"));
    CHECK_FALSE(contains(refusal(), "10.0.0.5"));
}

TEST_CASE_FIXTURE(Fixture, "networks, daily measures and space") {
    environment["STUTICKET_CAMPUS_NETWORKS"] = "10.20.0.0/16, 192.0.2.7";
    environment["STUTICKET_FILES_PER_DAY"] = "0";
    environment["STUTICKET_SPACE_FOR_CHANGES"] = "100";
    const auto configuration = configured();
    REQUIRE(configuration);
    CHECK(configuration->campus.contains(http::Address::parse("10.20.3.4").value()));
    CHECK_FALSE(configuration->campus.contains(http::Address::parse("10.21.3.4").value()));
    CHECK(configuration->policy.files_per_day == 0);
    CHECK(configuration->policy.megabytes_per_day == 60);
    CHECK(configuration->space.writing == 100 << 20);
    CHECK(configuration->space.uploads == 256 << 20);
    environment["STUTICKET_CAMPUS_NETWORKS"] = "0.0.0.0/1,128.0.0.0/1";
    CHECK(contains(refusal(), "STUTICKET_CAMPUS_NETWORKS"));
}

TEST_CASE_FIXTURE(Fixture, "working folder, data folder, environment, flags: the later wins") {
    const auto port = [&] { return configured()->port; };
    write(working, "STUTICKET_PORT=1001");
    CHECK(port() == 1001);
    write(data, "STUTICKET_PORT=1002");
    CHECK(port() == 1002);
    environment["STUTICKET_PORT"] = "1003";
    CHECK(port() == 1003);
    flags["STUTICKET_PORT"] = "1004";
    CHECK(port() == 1004);
    flags["STUTICKET_PORT"] = "";
    CHECK(port() == 8080);
}

TEST_CASE_FIXTURE(Fixture, "the data folder can be named in the working folder's file, not in its own") {
    flags.clear();
    write(working, "STUTICKET_DATA=" + data.string());
    write(data, "STUTICKET_DATA=/elsewhere\nSTUTICKET_PORT=1002");
    CHECK(configured()->place.data == data);
    CHECK(configured()->port == 1002);
}

TEST_CASE_FIXTURE(Fixture, "a secret that others could read is refused, with what to do") {
    const std::string text = "MAIL_PASSWORD=" + std::string(secret);
    for (const unsigned mode : {0604U, 0602U, 0644U, 0666U}) {
        write(data, text, fs::perms(mode));
        CHECK(contains(refusal(), "MAIL_PASSWORD"));
        CHECK(contains(refusal(), "chmod 600 " + (data / ".env").string()));
    }
    write(data, text, fs::perms(0640)); // a group may be let in
    CHECK(configured());
    write(data, "MAIL_SERVER=smtp.example.edu\nMAIL_FROM=a@example.edu\nMAIL_PASSWORD=", fs::perms(0644));
    CHECK(configured());
}

TEST_CASE_FIXTURE(Fixture,
                  "a misspelled name of ours is refused in a file, other names are none of our business") {
    write(data, "MAIL_SERVR=smtp.example.edu");
    CHECK(contains(refusal(), "MAIL_SERVR"));
    write(data, "RECAPTCHA_KEY=x");
    CHECK(contains(refusal(), "RECAPTCHA_KEY"));
    write(data, "FLASK_ENV=x\nPATH=/nowhere");
    CHECK(configured());
}

TEST_CASE_FIXTURE(Fixture, "reCAPTCHA when both keys are set, else a proof of work, or off when asked for") {
    CHECK(configured()->captcha == CaptchaKind::proof_of_work);
    write(data, "STUTICKET_CAPTCHA=off");
    CHECK(configured()->captcha == CaptchaKind::none);
    write(data, "RECAPTCHA_PUBLIC_KEY=site\nRECAPTCHA_PRIVATE_KEY=private");
    CHECK(configured()->captcha == CaptchaKind::recaptcha);
    CHECK(configured()->recaptcha.server == "https://www.google.com");
    write(data, "RECAPTCHA_PUBLIC_KEY=site\nRECAPTCHA_PRIVATE_KEY=private\nSTUTICKET_CAPTCHA=proof-of-work\n"
                "RECAPTCHA_SERVER=https://www.recaptcha.net");
    CHECK(configured()->captcha == CaptchaKind::proof_of_work);
    for (const char* wrong :
         {"RECAPTCHA_PUBLIC_KEY=site", "RECAPTCHA_PRIVATE_KEY=private", "STUTICKET_CAPTCHA=recaptcha",
          "STUTICKET_CAPTCHA=maybe", "RECAPTCHA_SERVER=http://www.google.com",
          "RECAPTCHA_SERVER=www.google.com", "RECAPTCHA_SERVER=https://evil.example/ x",
          "RECAPTCHA_SERVER=https://a;script-src"}) {
        CAPTURE(wrong);
        write(data, wrong);
        CHECK_FALSE(configured());
    }
    write(data, "RECAPTCHA_PUBLIC_KEY=site\nRECAPTCHA_PRIVATE_KEY=private", fs::perms(0644));
    CHECK(contains(refusal(), "RECAPTCHA_PRIVATE_KEY"));
}

TEST_CASE_FIXTURE(Fixture,
                  "who may register, in which zone mail tells the time, and how many tickets an hour") {
    write(data,
          "STUTICKET_EMAIL_DOMAINS=Students.example.edu, *.example.org,\nSTUTICKET_TIME_ZONE=Africa/Nairobi\n"
          "STUTICKET_TICKETS_PER_HOUR=5\nSTUTICKET_UNDO_SECONDS=30");
    const auto policy = configured()->policy;
    CHECK(policy.email_domains == std::vector<std::string>{"students.example.edu", "*.example.org"});
    CHECK(policy.time_zone == "Africa/Nairobi");
    CHECK(policy.tickets_per_hour == 5);
    CHECK(policy.undo_seconds == 30);
    for (const char* wrong : {"STUTICKET_EMAIL_DOMAINS=@example.edu", "STUTICKET_EMAIL_DOMAINS=nowhere",
                              "STUTICKET_TIME_ZONE=Moon/Tycho", "STUTICKET_TICKETS_PER_HOUR=-1",
                              "STUTICKET_UNDO_SECONDS=601", "STUTICKET_UNDO_SECONDS=soon"}) {
        CAPTURE(wrong);
        write(data, wrong);
        CHECK_FALSE(configured());
    }
}

TEST_CASE_FIXTURE(Fixture, "a .env that is no file, or far too large, is refused") {
    fs::create_directory(data / ".env");
    CHECK(contains(refusal(), ".env"));
    fs::remove(data / ".env");
    write(data, std::string(100'000, '#'));
    CHECK(contains(refusal(), "64 KiB"));
}

TEST_CASE_FIXTURE(Fixture, "a complete mail server") {
    write(data, "MAIL_SERVER=SMTP.example.edu\nMAIL_USERNAME=helpdesk@example.edu\nMAIL_PASSWORD='" +
                    std::string(secret) + "'\n");
    const auto configuration = configured();
    REQUIRE(configuration);
    REQUIRE(configuration->mail);
    const worker::SmtpServer& server = *configuration->mail;
    CHECK(server.host == "smtp.example.edu");
    CHECK(server.port == 587);
    CHECK((server.tls == worker::MailTls::starttls));
    CHECK(server.from == "helpdesk@example.edu"); // the earlier application had no name for it
    CHECK(server.password == secret);
    environment["MAIL_TLS"] = "tls";
    CHECK(configured()->mail->port == 465);
    environment["MAIL_FROM"] = "desk@example.edu";
    CHECK(configured()->mail->from == "desk@example.edu");
}

TEST_CASE_FIXTURE(Fixture, "without MAIL_SERVER the other mail settings wait") {
    environment = {{"MAIL_USERNAME", "a"}, {"MAIL_PASSWORD", std::string(secret)}};
    REQUIRE(configured());
    CHECK_FALSE(configured()->mail);
}

TEST_CASE_FIXTURE(Fixture, "bad values are named in a sentence that does not repeat them") {
    const Variables good{{"MAIL_SERVER", "smtp.example.edu"}, {"MAIL_FROM", "desk@example.edu"}};
    const std::pair<const char*, std::string> bad[]{{"STUTICKET_PORT", "65536"},
                                                    {"STUTICKET_PORT", "-1"},
                                                    {"STUTICKET_PORT", "80x"},
                                                    {"STUTICKET_PORT", "1e3"},
                                                    {"STUTICKET_BASE_URL", "x\ny"},
                                                    {"MAIL_SERVER", "smtp://smtp.example.edu"},
                                                    {"MAIL_SERVER", "a/b"},
                                                    {"MAIL_SERVER", "a b"},
                                                    {"MAIL_SERVER", "user@host"},
                                                    {"MAIL_PORT", "0"},
                                                    {"MAIL_PORT", "99999"},
                                                    {"MAIL_PORT", "smtp"},
                                                    {"MAIL_TLS", "ssl"},
                                                    {"MAIL_TLS", "none"},
                                                    {"MAIL_FROM", "desk"},
                                                    {"MAIL_FROM", "Desk <desk@example.edu>"},
                                                    {"MAIL_FROM", "a@b, c@d"},
                                                    {"MAIL_FROM", "a@b\r\nRCPT TO:<c@d>"},
                                                    {"MAIL_CA_FILE", "/not/there.pem"},
                                                    {"MAIL_USERNAME", "a"},
                                                    {"MAIL_PASSWORD", "a\nb"},
                                                    {"MAIL_PASSWORD", std::string(secret)}};
    for (const auto& [name, value] : bad) {
        CAPTURE(name);
        CAPTURE(value);
        environment = good;
        environment[name] = value;
        CHECK(contains(refusal(), name));
    }
}

TEST_CASE_FIXTURE(Fixture, "without TLS only to this machine") {
    environment = {{"MAIL_FROM", "desk@example.edu"}, {"MAIL_TLS", "none"}};
    for (const char* host : {"localhost", "127.0.0.1", "127.9.9.9", "::1"}) {
        environment["MAIL_SERVER"] = host;
        CHECK(configured());
    }
    for (const char* host :
         {"127.0.0.1.example.edu", "localhost.example.edu", "10.0.0.1", "::2", "127.example.edu"}) {
        environment["MAIL_SERVER"] = host;
        CHECK(contains(refusal(), "MAIL_TLS=none"));
    }
}

} // namespace
} // namespace stu::cli
