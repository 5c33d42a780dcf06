// Leaving a page leaves nothing of it behind, but for drafts.

#include "frontend-wasm/app/drafts.hpp"
#include "tests/app/world.hpp"

#include <doctest/doctest.h>

#include <string>
#include <type_traits>

using namespace stu;
using namespace stu::app;

namespace {

const std::string ticket_number = make_ticket_number(7);

/// Somebody who looks at `url`, with nothing there yet.
World opened(const std::string& url, const std::string& role) {
    World world;
    if (role == "visitor") {
        world.happens(intent::Started{"/"});
        world.happens(intent::Replied<CurrentSession>{0, Session{}});
    } else {
        world.sign_in(role == "staff" ? Role::staff : Role::student);
    }
    world.happens(intent::FollowLink{url});
    return world;
}

/// Whatever may be in a form, be it typed or said.
void fill(Sending& sending) {
    sending.refusal = as_written("Refused.");
    sending.errors = {{"field", as_written("Wrong.")}};
    sending.refused = {{"field", "wrong"}};
    sending.busy = true;
}
template <class T> void fill(Loaded<T>& loaded) {
    loaded.value.emplace();
    loaded.error = refused(Code::internal);
}
template <class T> void fill(Live<T>& live) {
    fill(static_cast<Loaded<T>&>(live));
    live.unshown.emplace();
}
template <class Request> void fill_request(Request& request) {
    Request::fields(request, [](const char*, auto& value) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) value = "typed";
    });
}

void fill_page(std::monostate&) {}
void fill_page(page::Gallery& page) { page.words = page.password = page.day = page.mail = "typed"; }
void fill_page(page::NewTicket& page) { page.asking_to_discard = true; }
void fill_page(page::Queue& page) {
    fill(page.loaded);
    page.filter.text = "typed";
    page.errors = {{"field", as_written("Wrong.")}};
    page.filters_shown = true;
}
void fill_page(page::Work& page) { fill(page.loaded); }
void fill_page(page::Analytics& page) {
    fill(page.loaded);
    page.from = page.to = "2026-11-20";
    page.services_table = page.volume_table = page.ages_table = true;
}
void fill_page(page::Settings& page) {
    fill(page.loaded);
    const auto fill_form = [](auto& form) {
        fill(form.sending);
        fill_request(form.request);
    };
    fill_form(page.profile);
    fill_form(page.email);
    fill_form(page.password);
    fill_form(page.deletion);
    page.email.sent_to = "typed";
    page.deletion.asking = true;
}
void fill_page(page::Ticket& page) {
    fill(page.loaded);
    const auto fill_form = [](auto& form) {
        fill(form.sending);
        fill_request(form.request);
    };
    fill_form(page.answer);
    fill_form(page.review);
    fill_form(page.edit);
    fill_form(page.withdrawal);
    fill_form(page.reopening);
    page.edit.open = page.withdrawal.asking = true;
    page.shown_pdf = "attachment-1";
    page.unfolded = {1, 2};
}
template <class P> void fill_page(P& page) {
    if constexpr (requires { page.loaded; }) fill(page.loaded);
    if constexpr (requires { page.sending; }) fill(page.sending);
    if constexpr (requires { page.request; }) fill_request(page.request);
    if constexpr (requires { page.link; }) fill_request(page.link);
    if constexpr (requires { page.again; }) page.again = true;
    if constexpr (requires { page.sent; }) page.sent = true;
    if constexpr (requires { page.asks_captcha; }) page.asks_captcha = true;
}

/// What a page holds, as words that can be compared; request ids apart, which are new each time.
struct Words {
    std::string text;

    void add(const std::string& words) { text += words + '\n'; }
    void add(bool flag) { text += flag ? "true\n" : "false\n"; }
    void add(const Sending& sending) {
        add(sending.busy);
        add(sending.refusal.empty() && sending.errors.empty() && sending.refused.empty());
    }
    template <class T> void add(const Loaded<T>& loaded) {
        add(loaded.value.has_value());
        add(loaded.error.has_value());
    }
    template <class T> void add(const Live<T>& live) {
        add(static_cast<const Loaded<T>&>(live));
        add(live.unshown.has_value());
    }
    template <class Request> void add_request(const Request& request) {
        Request::fields(request, [&words = *this](const char* name, const auto& value) {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>)
                if (std::string(name) != "request_id") words.add(value);
        });
    }
    template <class Form> void add_form(const Form& form) {
        add(form.sending);
        add_request(form.request);
        if constexpr (requires { form.open; }) add(form.open);
        if constexpr (requires { form.asking; }) add(form.asking);
        if constexpr (requires { form.sent_to; }) add(form.sent_to);
    }
};

std::string words_of(const PageState& state) {
    Words words;
    std::visit(
        [&words](const auto& page) {
            if constexpr (requires { page.loaded; }) words.add(page.loaded);
            if constexpr (requires { page.request; }) words.add_form(page);
            if constexpr (requires { page.link; }) words.add_request(page.link);
            if constexpr (requires { page.again; }) words.add(page.again);
            if constexpr (requires { page.sent; }) words.add(page.sent);
            if constexpr (requires { page.asks_captcha; }) words.add(page.asks_captcha);
            if constexpr (requires { page.asking_to_discard; }) words.add(page.asking_to_discard);
            if constexpr (requires { page.filters_shown; }) {
                words.add(page.filters_shown);
                words.add(page.filter.text);
                words.add(page.errors.empty());
            }
            if constexpr (requires { page.services_table; }) {
                words.add(page.services_table || page.volume_table || page.ages_table);
                words.add(page.from + page.to);
            }
            if constexpr (requires { page.profile; }) {
                words.add_form(page.profile);
                words.add_form(page.email);
                words.add_form(page.password);
                words.add_form(page.deletion);
            }
            if constexpr (requires { page.review; }) {
                words.add_form(page.answer);
                words.add_form(page.review);
                words.add_form(page.edit);
                words.add_form(page.withdrawal);
                words.add_form(page.reopening);
                words.add(page.shown_pdf);
                words.add(page.unfolded.empty());
            }
            if constexpr (requires { page.words; })
                words.add(page.words + page.password + page.day + page.mail);
        },
        state);
    return words.text;
}

struct Opened {
    std::string url, role;
};

} // namespace

TEST_CASE("whoever leaves a page and comes back finds it as it was when it was new") {
    // One for each page that has a state of its own, in the order of PageState.
    const std::vector<Opened> places{{"/appearance", "visitor"},
                                     {"/", "student"},
                                     {"/sign-in", "visitor"},
                                     {"/register", "visitor"},
                                     {"/register-staff", "visitor"},
                                     {"/check-mail", "visitor"},
                                     {"/new/eduroam", "student"},
                                     {"/tickets", "student"},
                                     {"/tickets/" + ticket_number, "student"},
                                     {"/track", "student"},
                                     {"/queue/it", "staff"},
                                     {"/analytics/it", "staff"},
                                     {"/forgot", "visitor"},
                                     {"/reset#secret", "visitor"},
                                     {"/confirm#secret", "visitor"},
                                     {"/settings", "student"},
                                     {"/track/" + ticket_number + "#secret", "visitor"},
                                     {"/gallery", "visitor"},
                                     {"/work/mine", "staff"},
                                     {"/replies", "staff"},
                                     {"/file-for-student", "staff"}};
    REQUIRE(places.size() == std::variant_size_v<PageState>);
    for (std::size_t i = 0; i < places.size(); ++i) {
        CAPTURE(places[i].url);
        World world = opened(places[i].url, places[i].role);
        REQUIRE(world.state.page.index() == i);
        const std::string fresh = words_of(world.state.page);
        std::visit([](auto& page) { fill_page(page); }, world.state.page);
        if (auto* form = world.state.on<page::SignIn>()) form->request.email.clear(); // it alone is kept
        if (i > 0) CHECK_MESSAGE(words_of(world.state.page) != fresh, "the test has put something there");

        world.happens(intent::FollowLink{"/gallery/rows"});
        CHECK(world.state.page.index() == 0);
        CHECK(world.state.on<page::Ticket>() == nullptr);
        world.happens(intent::UrlChanged{places[i].url.substr(0, places[i].url.find('#'))});
        REQUIRE(world.state.page.index() == i);
        CHECK(words_of(world.state.page) == fresh);
    }
}

TEST_CASE("a ticket begins anew beside another ticket, a department beside another department") {
    World world = opened("/tickets/" + ticket_number, "student");
    world.on<page::Ticket>().unfolded = {1};
    world.on<page::Ticket>().reopening.request.message = "Of the first.";
    world.happens(intent::FollowLink{"/tickets/" + make_ticket_number(8)});
    CHECK(world.on<page::Ticket>().unfolded.empty());
    CHECK(world.on<page::Ticket>().reopening.request.message.empty());

    World staff = opened("/queue/it", "staff");
    staff.on<page::Queue>().filters_shown = true;
    staff.happens(intent::FollowLink{"/queue/it?status=all"});
    CHECK_MESSAGE(staff.on<page::Queue>().filters_shown, "another address of the same page");
    staff.happens(intent::FollowLink{"/queue/library"});
    CHECK_FALSE(staff.on<page::Queue>().filters_shown);
}

TEST_CASE("an answer to a form whose page was left reaches no page that looks the same") {
    World world = opened("/settings", "student");
    world.on<page::Settings>().password.request = {"Quiet-Lantern-42", "Quiet-Lantern-43"};
    world.happens(intent::SubmitNewPassword{});
    REQUIRE(world.calls_of("account.change_password") == 1);
    const std::uint32_t visit = world.state.visit;
    world.happens(intent::FollowLink{"/settings?again"});
    CHECK_MESSAGE(world.on<page::Settings>().password.sending.busy, "another address of the same page");
    world.happens(intent::FollowLink{"/track"});
    world.happens(intent::FollowLink{"/settings"});
    world.on<page::Settings>().password.request.current = "typed since";
    world.happens(
        intent::Replied<ChangePassword>{visit, invalid("current", as_written("This is not your password."))});
    CHECK(world.on<page::Settings>().password.sending.errors.empty());
    CHECK(world.on<page::Settings>().password.request.current == "typed since");

    World here = opened("/settings", "student");
    here.on<page::Settings>().password.request = {"Quiet-Lantern-42", "Quiet-Lantern-43"};
    here.happens(intent::SubmitNewPassword{});
    const std::uint32_t sent_on = here.state.visit;
    here.happens(intent::FollowLink{"/settings?again"});
    here.happens(intent::Replied<ChangePassword>{sent_on, invalid("current", as_written("Wrong."))});
    CHECK_FALSE(here.on<page::Settings>().password.sending.busy);
    CHECK_FALSE(here.on<page::Settings>().password.sending.errors.empty());
}

TEST_CASE("a proof of work does not send a form that was opened since") {
    World world;
    Session session;
    session.rules.captcha.kind = CaptchaKind::proof_of_work;
    world.happens(intent::Started{"/register"});
    world.happens(intent::Replied<CurrentSession>{0, session});
    world.on<page::RegisterStudent>().request = {"Amina", "amina@example.edu", "BIT-1", "Quiet-Lantern-42"};
    world.happens(intent::SubmitRegistration{});
    REQUIRE(world.on<page::RegisterStudent>().sending.busy);
    world.happens(intent::FollowLink{"/sign-in"});
    world.happens(intent::FollowLink{"/register"});
    world.happens(intent::CaptchaAnswered{"proof"});
    CHECK(world.calls_of("account.register") == 0);
    CHECK(world.on<page::RegisterStudent>().sending.errors.empty());
    CHECK_MESSAGE(world.state.captcha.answer == "proof", "the next form takes it along");
}

TEST_CASE("whoever follows one link to a ticket and types another number is not shown the first") {
    World world = opened("/track/" + ticket_number + "#" + std::string(64, 'a'), "visitor");
    CHECK(world.calls_of("tickets.follow") == 1);
    world.happens(intent::FollowLink{"/sign-in"});
    world.happens(intent::UrlChanged{"/track/" + ticket_number});
    CHECK_MESSAGE(world.calls_of("tickets.follow") == 1, "back at the first");
    world.happens(intent::FollowLink{"/track/" + make_ticket_number(8)});
    CHECK(world.calls_of("tickets.follow") == 0);
    CHECK(world.on<page::Followed>().loaded.error);
}

TEST_CASE("a file on its way stays on the device for its draft when the ticket is left") {
    World world = opened("/tickets/" + ticket_number, "student");
    world.happens(intent::Replied<GetTicket>{world.state.visit, ticket_of("user-1")});
    world.happens(intent::AttachFiles{
        FileFor::answer,
        {{1, "good.pdf", 100, 0, "", {}, false}, {2, "program.pdf", 100, 0, "", {}, false}},
        {"%PDF-1.7", "MZ\x90"}});
    keep_drafts(world.state, world.browser);
    world.happens(intent::FollowLink{"/tickets"});
    for (const Effect& effect : world.effects) {
        if (const auto* stopped = std::get_if<effect::StopUpload>(&effect)) CHECK(stopped->handle == 1);
        if (const auto* gone = std::get_if<effect::CancelUpload>(&effect)) CHECK(gone->handle == 2);
    }
    CHECK(world.wants<effect::StopUpload>());
    CHECK(world.wants<effect::CancelUpload>());
    world.happens(intent::FollowLink{"/tickets/" + ticket_number});
    REQUIRE(world.on<page::Ticket>().answer.files.size() == 1);
    CHECK(world.on<page::Ticket>().answer.files[0].waiting);
    CHECK(world.wants<effect::AwaitConnection>());
}
