// Captchas, links of mail and settings, as update() sees them.

#include "tests/app/world.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

using namespace stu;
using namespace stu::app;

namespace {

Session visitor(CaptchaKind kind) {
    Session session;
    session.rules.captcha.kind = kind;
    session.rules.email_domains = {"students.example.edu"};
    return session;
}

void open(World& world, const std::string& url, const Session& session) {
    world.happens(intent::Started{url});
    world.happens(intent::Replied<CurrentSession>{0, session});
}

RegisterStudent complete() {
    return {"Amina Wanjiru", "amina@students.example.edu", "BIT-1", "Quiet-Lantern-42"};
}

template <class E> typename E::Request sent(const World& world) {
    for (const Effect& effect : world.effects)
        if (const auto* call = std::get_if<effect::Call>(&effect); call && call->endpoint == E::name)
            return wire::from_binary<typename E::Request>(call->body).value();
    FAIL("nothing was sent");
    return {};
}

} // namespace

TEST_CASE("a proof of work is begun with the page, taken along with the form, and made anew for the next") {
    World world;
    open(world, "/register", visitor(CaptchaKind::proof_of_work));
    CHECK(world.calls_of("captcha.challenge") == 1);
    world.happens(intent::Replied<GetChallenge>{world.state.visit, Challenge{"challenge", 17}});
    CHECK(world.wants<effect::SolveChallenge>());
    world.happens(intent::CaptchaAnswered{"challenge.1"});
    world.on<page::RegisterStudent>().request = complete();
    world.happens(intent::SubmitRegistration{});
    const RegisterStudent request = sent<RegisterStudentAccount>(world);
    CHECK(request.captcha == "challenge.1");
    CHECK(request.time_zone == "Africa/Nairobi");
    world.happens(intent::Replied<RegisterStudentAccount>{world.state.visit, refused(Code::conflict)});
    CHECK(world.calls_of("captcha.challenge") == 1);
    CHECK(world.state.captcha.answer.empty());
}

TEST_CASE("a time zone without a name is left out") {
    for (const char* zone : {"+03:00", "-0330", ""}) {
        World world;
        world.browser.zones.front() = zone;
        open(world, "/register", visitor(CaptchaKind::none));
        world.on<page::RegisterStudent>().request = complete();
        world.happens(intent::SubmitRegistration{});
        CHECK(sent<RegisterStudentAccount>(world).time_zone.empty());
        world.happens(intent::FollowLink{"/register-staff"});
        world.on<page::RegisterStaff>().request = {"David Otieno", "david@staff.example.edu",
                                                   "Quiet-Lantern-42", "CODE"};
        world.happens(intent::SubmitStaffRegistration{});
        CHECK(sent<RegisterStaffAccount>(world).time_zone.empty());
    }
}

TEST_CASE("a form that is sent before its proof is done goes off by itself, once") {
    World world;
    open(world, "/register", visitor(CaptchaKind::proof_of_work));
    world.on<page::RegisterStudent>().request = complete();
    world.happens(intent::SubmitRegistration{});
    CHECK(world.calls_of("account.register") == 0);
    CHECK(world.on<page::RegisterStudent>().sending.busy);
    world.happens(intent::SubmitRegistration{}); // an impatient second press
    world.happens(intent::Replied<GetChallenge>{world.state.visit, Challenge{"challenge", 17}});
    world.happens(intent::CaptchaAnswered{"challenge.2"});
    CHECK(world.calls_of("account.register") == 1);
    CHECK(sent<RegisterStudentAccount>(world).captcha == "challenge.2");
}

TEST_CASE("a proof that cannot be had says so, and the form can be sent again") {
    World world;
    open(world, "/register", visitor(CaptchaKind::proof_of_work));
    world.on<page::RegisterStudent>().request = complete();
    world.happens(intent::SubmitRegistration{});
    world.happens(intent::CaptchaAnswered{""});
    CHECK_FALSE(world.on<page::RegisterStudent>().sending.busy);
    CHECK_FALSE(world.on<page::RegisterStudent>().sending.refusal.empty());
    CHECK(world.calls_of("account.register") == 0);
    world.happens(intent::SubmitRegistration{});
    CHECK(world.calls_of("captcha.challenge") == 1);
    world.happens(intent::Replied<GetChallenge>{world.state.visit, refused(Code::unavailable)});
    CHECK_FALSE(world.on<page::RegisterStudent>().sending.busy);
}

TEST_CASE("an answer that has grown old is not sent") {
    World world;
    open(world, "/register", visitor(CaptchaKind::proof_of_work));
    world.happens(intent::Replied<GetChallenge>{world.state.visit, Challenge{"challenge", 17}});
    world.happens(intent::CaptchaAnswered{"old.1"});
    world.browser.now += 26 * 60'000;
    world.on<page::RegisterStudent>().request = complete();
    world.happens(intent::SubmitRegistration{});
    CHECK(world.calls_of("account.register") == 0);
    CHECK(world.calls_of("captcha.challenge") == 1);
}

TEST_CASE("a checkbox that is not ticked is asked for, and each tick serves one form") {
    World world;
    open(world, "/register", visitor(CaptchaKind::recaptcha));
    CHECK(world.calls_of("captcha.challenge") == 0);
    world.on<page::RegisterStudent>().request = complete();
    world.happens(intent::SubmitRegistration{});
    CHECK_FALSE(message_for(world.on<page::RegisterStudent>().sending.errors, "captcha").empty());
    world.happens(intent::CaptchaAnswered{"ticked"});
    CHECK(world.calls_of("account.register") == 0); // the person presses the button
    world.happens(intent::SubmitRegistration{});
    CHECK(sent<RegisterStudentAccount>(world).captcha == "ticked");
    CHECK(world.state.captcha.used == 1);
}

TEST_CASE("after registering people are told where the mail went, and may have it sent again") {
    World world;
    open(world, "/register", visitor(CaptchaKind::none));
    world.on<page::RegisterStudent>().request = complete();
    world.happens(intent::SubmitRegistration{});
    world.happens(intent::Replied<RegisterStudentAccount>{world.state.visit, MailSent{complete().email}});
    CHECK(world.state.route.page == Page::check_mail);
    REQUIRE(world.state.sent_registration);
    CHECK(world.state.sent_registration->email == complete().email);
    for (const Effect& effect : world.effects) // whoever reads the history later learns no address
        if (const auto* url = std::get_if<effect::PushUrl>(&effect)) CHECK(url->url == "/check-mail");
    CHECK(world.wants<effect::PushUrl>());

    world.happens(intent::SendMailAgain{});
    CHECK(sent<SendConfirmation>(world).email == complete().email);
    world.happens(intent::SendMailAgain{});
    CHECK_MESSAGE(world.calls_of("account.send_confirmation") == 0, "while the first is on its way");
    world.happens(intent::Replied<SendConfirmation>{world.state.visit, MailSent{complete().email}});
    CHECK(world.on<page::CheckMail>().again);
    world.happens(intent::SendMailAgain{});
    world.happens(intent::Replied<SendConfirmation>{world.state.visit, refused(Code::too_many)});
    CHECK_FALSE(world.on<page::CheckMail>().again);
    CHECK(world.on<page::CheckMail>().sending.refusal == "A sentence.");
}

TEST_CASE("a mistyped address is put right in the form it came from; elsewhere nothing of it is left") {
    World world;
    open(world, "/register", visitor(CaptchaKind::none));
    world.on<page::RegisterStudent>().request = complete();
    world.happens(intent::SubmitRegistration{});
    world.happens(intent::Replied<RegisterStudentAccount>{world.state.visit, MailSent{complete().email}});
    world.happens(intent::FollowLink{"/register"});
    CHECK(world.on<page::RegisterStudent>().request.name == complete().name);
    CHECK(world.on<page::RegisterStudent>().request.email == complete().email);
    CHECK(world.on<page::RegisterStudent>().request.password.empty());
    world.happens(intent::FollowLink{"/check-mail"});
    REQUIRE(world.state.sent_registration);
    world.happens(intent::FollowLink{"/sign-in"});
    CHECK_FALSE(world.state.sent_registration);
    CHECK_MESSAGE(world.on<page::SignIn>().request.email == complete().email, "nobody types it twice");
    world.happens(intent::FollowLink{"/register"});
    CHECK(world.on<page::RegisterStudent>().request.name.empty());
}

TEST_CASE("after a reload the page asks for the address") {
    World world;
    open(world, "/check-mail", visitor(CaptchaKind::proof_of_work));
    CHECK(world.calls_of("captcha.challenge") == 1);
    world.happens(intent::Replied<GetChallenge>{world.state.visit, Challenge{"challenge", 17}});
    world.happens(intent::SendMailAgain{});
    CHECK_FALSE(message_for(world.on<page::CheckMail>().sending.errors, "email").empty());
    world.on<page::CheckMail>().request.email = complete().email;
    world.happens(intent::SendMailAgain{});
    CHECK(world.calls_of("account.send_confirmation") == 0); // the proof is not done yet
    world.happens(intent::CaptchaAnswered{"challenge.4"});
    CHECK(sent<SendConfirmation>(world).captcha == "challenge.4");
}

TEST_CASE("signing in asks only once the server does") {
    World world;
    open(world, "/sign-in", visitor(CaptchaKind::proof_of_work));
    CHECK(world.calls_of("captcha.challenge") == 0);
    world.state.sign_in()->request = {"amina@students.example.edu", "Quiet-Lantern-42", true};
    world.happens(intent::SubmitSignIn{});
    CHECK(sent<stu::SignIn>(world).remember);
    world.happens(
        intent::Replied<stu::SignIn>{world.state.visit, invalid("captcha", as_written("Please confirm."))});
    CHECK(world.calls_of("captcha.challenge") == 1);
    world.happens(intent::CaptchaAnswered{"challenge.3"});
    CHECK(sent<stu::SignIn>(world).captcha == "challenge.3");
}

TEST_CASE("an address of another domain is refused before it is sent") {
    World world;
    open(world, "/register", visitor(CaptchaKind::none));
    world.on<page::RegisterStudent>().request = complete();
    world.on<page::RegisterStudent>().request.email = "amina@mail.example";
    world.happens(intent::SubmitRegistration{});
    CHECK(world.calls_of("account.register") == 0);
    CHECK_FALSE(message_for(world.on<page::RegisterStudent>().sending.errors, "email").empty());
}

TEST_CASE("the secret of a link goes into its form and out of the address") {
    const std::string secret(64, 'a');
    World world;
    open(world, "/confirm#" + secret, visitor(CaptchaKind::none));
    CHECK(world.on<page::ConfirmEmail>().request.token == secret);
    for (const Effect& effect : world.effects)
        if (const auto* url = std::get_if<effect::ReplaceUrl>(&effect)) CHECK(url->url == "/confirm");
    CHECK(world.wants<effect::ReplaceUrl>());
    CHECK(world.calls_of("account.confirm_email") == 0); // programs that look through mail press nothing
    world.happens(intent::SubmitConfirmation{});
    CHECK_FALSE(message_for(world.on<page::ConfirmEmail>().sending.errors, "password").empty());
    world.on<page::ConfirmEmail>().request.password = "Quiet-Lantern-42";
    world.happens(intent::SubmitConfirmation{});
    CHECK(sent<ConfirmEmail>(world).token == secret);
    Session session;
    session.user = {"user-1", "amina@students.example.edu", "Amina", "", Role::student, {}, true};
    world.happens(intent::Replied<ConfirmEmail>{world.state.visit, session});
    CHECK(world.state.user() != nullptr);
    CHECK(world.state.route.page == Page::home);
    world.happens(intent::FollowLink{"/confirm"});
    CHECK_MESSAGE(world.on<page::ConfirmEmail>().request.token.empty(), "a link is good once");
}

TEST_CASE("deleting the account asks first, and leaves nothing on the device") {
    World world;
    world.sign_in(Role::student);
    world.browser.notes["ticket user-1 "] = "a draft";
    world.happens(intent::FollowLink{"/settings"});
    world.happens(intent::AskToDeleteAccount{});
    CHECK_FALSE(world.on<page::Settings>().deletion.asking); // no password yet
    world.on<page::Settings>().deletion.request.password = "Quiet-Lantern-42";
    world.happens(intent::AskToDeleteAccount{});
    CHECK(world.on<page::Settings>().deletion.asking);
    CHECK(world.calls_of("account.delete") == 0);
    world.happens(intent::ConfirmDeletion{});
    CHECK(world.calls_of("account.delete") == 1);
    world.happens(intent::ConfirmDeletion{});
    CHECK(world.calls_of("account.delete") == 0);
    world.happens(intent::Replied<DeleteAccount>{world.state.visit, Empty{}});
    CHECK(world.state.user() == nullptr);
    CHECK(world.browser.notes.empty());
    CHECK(world.state.on<page::Settings>() == nullptr);
}

TEST_CASE("the page of a visitor hears of a person who signed in in another tab, and stays where it is") {
    World world;
    open(world, "/track", visitor(CaptchaKind::none));
    world.happens(intent::PersonChanged{});
    CHECK(world.calls_of("session.current") == 1);
    const User amina{"user-1", "a@example.edu", "Amina Wanjiru", "BIT-1", Role::student, {}, true};
    world.happens(intent::Replied<CurrentSession>{world.state.visit, Session{amina, 0, {}}});
    CHECK(world.state.owner == "user-1");
    CHECK(world.state.route.page == Page::track);
}

TEST_CASE("a form that somebody else's page sent is refused, and the page becomes that of who is there") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/settings"});
    world.on<page::Settings>().profile.request.name = "Amina Renamed";
    world.happens(intent::SubmitProfile{});
    world.happens(intent::Replied<SaveProfile>{world.state.visit, refused(Code::other_person)});
    CHECK_FALSE(world.on<page::Settings>().profile.sending.busy);
    REQUIRE(world.calls_of("session.current") == 1);
    const User bob{"user-2", "bob@example.edu", "Bob", "BIT-2", Role::student, {}, true};
    world.happens(intent::Replied<CurrentSession>{world.state.visit, Session{bob, 0, {}}});
    CHECK(world.state.on<page::Settings>() == nullptr);
    CHECK(world.state.route.page == Page::home);
}
