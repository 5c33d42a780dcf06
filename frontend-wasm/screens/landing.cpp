#include "frontend-wasm/screens/account_parts.hpp"

#include <array>

namespace stu::screens {

using namespace ui;

namespace {

struct Promise {
    Icon icon;
    Marked title, sentence;
};
constexpr std::array<Promise, 3> promises{{
    {Icon::network, tr("One place to ask"),
     tr("IT, Admissions and Finance answer here. Pick what you need help with; your ticket reaches the right "
        "people.")},
    {Icon::person, tr("Always know whose turn it is"),
     tr("Each ticket says first who acts next and what is missing. You get a mail whenever something "
        "changes.")},
    {Icon::document, tr("Nothing is lost"),
     tr("Attach PDFs, come back from any device, and read the whole history of every ticket that you "
        "filed.")},
}};

} // namespace

void landing(View) {
    space(narrow() ? gap::m : gap::huge);
    stack(gap::l, 860, [&] {
        heading(1, tr("Ask your university. See who answers, and when."),
                tiny()     ? type::title
                : narrow() ? TextStyle{26, 34, true}
                           : type::display);
        text(tr("StuTicket is the service desk for students: file a ticket, attach what is needed, and "
                "follow it "
                "until it is "
                "solved."),
             TextStyle{17, 26, false, Token::muted});
    });
    row(control_height(), gap::m, [] {
        link_button(tr("Create your account"), "/register", {.look = Look::primary});
        link_button(tr("Sign in"), "/sign-in");
    });
    space(narrow() ? gap::s : gap::xxl);
    grid(columns_of(characters(30), gap::l, 3) == 3 ? 3 : 1, gap::l, promises.size(), [](std::size_t i) {
        const Promise& promise = promises[i];
        card(card_padding(), [&] {
            stack(gap::s, [&] {
                icon(promise.icon, 28, Token::accent);
                space(gap::xs);
                heading(2, promise.title, type::title);
                text(promise.sentence, type::body.in(Token::muted));
            });
        });
    });
    other_way(tr("You work at the university?"), tr("Register account (staff only)"), "/register-staff");
}

} // namespace stu::screens
