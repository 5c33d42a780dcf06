// Finding a ticket by its number, and following one by the link of a mail.

#include "frontend-wasm/screens/parts.hpp"

#include "common/catalogue.hpp"

namespace stu::screens {

using namespace ui;

namespace {

void track_as_visitor() {
    card(card_padding(), [] {
        stack(gap::l, 560, [] {
            text(tr(
                "Each mail about a ticket has a link that shows how the ticket stands, without signing in. "
                "Open it from "
                "there."));
            text(tr("With an account you find a ticket by its number, read it and answer."),
                 type::body.in(Token::muted));
            row(control_height(), gap::m,
                [] { link_button(tr("Sign in"), "/sign-in?next=%2Ftrack", {.look = Look::primary}); });
        });
    });
}

/// The same words as on the ticket's page and in its mail. What staff wrote is for whoever signs in.
void standing(View view, const TrackedTicket& tracked) {
    const Catalogue& catalogue = view.state.catalogue();
    Ticket ticket;
    ticket.number = tracked.number;
    ticket.status = tracked.status;
    const std::string department(department_name(catalogue, tracked.department));
    WhoseTurn turn = whose_turn(ticket, department, true);
    if (turn.turn == Turn::student || tracked.status == Status::rejected)
        turn.sentence = tr("Sign in to read what {department} wrote.", {{"department", department}});
    turn_banner(turn, tone_of(tracked.status), {});
    card(card_padding(), [&] {
        stack(gap::s, [&] {
            row(24, gap::s, [&] { status_chip(tracked.status); });
            detail_list([&] {
                detail_line(tr("Department"), verbatim(department));
                detail_line(tr("Service"), verbatim(service_name(catalogue, tracked.service)));
                detail_line(tr("Opened"), view.world.exact_time(tracked.created_ms));
                detail_line(tr("Last change"), view.world.exact_time(tracked.updated_ms));
            });
        });
        row(control_height(), gap::m, [&] {
            const std::string href = "/tickets/" + tracked.number;
            link_button(view.state.user() ? tr("Open the ticket") : tr("Sign in to read and answer"), href,
                        {.look = Look::primary});
        });
    });
}

} // namespace

void track(View view, app::page::Track& form) {
    page_title(tr("Track a ticket"));
    if (!view.state.user()) return track_as_visitor();
    card(card_padding(), [&] {
        stack(gap::l, 480, [&] {
            text(tr("Type the number that stands in your mail. Upper and lower case and the hyphen do not "
                    "matter."),
                 type::body.in(Token::muted));
            if (begin_form(tr("Track a ticket"))) view.out.push_back(app::intent::SubmitTrack{});
            text_field({.label = tr("Ticket number"),
                        .error = message_for(form.sending.errors, "number"),
                        .hint = tr("Such as 7QHD-20Z8."),
                        .autocomplete = "off",
                        .required = true},
                       form.request.number);
            refusals(form.sending);
            row(control_height(), gap::m, [&] {
                submit_button(form.sending.busy ? tr("Looking…") : tr("Find ticket"),
                              {.look = Look::primary, .disabled = form.sending.busy});
            });
            end_form();
        });
    });
}

void followed(View view, const app::page::Followed& page) {
    const auto& loaded = page.loaded;
    stack(gap::l, 640, [&] {
        page_title(tr("Ticket {number}", {{"number", view.state.route.id}}));
        if (loaded.error && (loaded.error->code == Code::not_found || loaded.error->code == Code::invalid)) {
            card(card_padding(), [] {
                heading(2, tr("This link leads to no ticket"), type::title);
                text(tr("Copy all of it from the mail, up to the last letter, or sign in and look there."));
                row(control_height(), gap::m,
                    [] { link_button(tr("Sign in"), "/sign-in", {.look = Look::primary}); });
            });
            return;
        }
        when_loaded(view, loaded, tr("the ticket"),
                    [&](const TrackedTicket& tracked) { standing(view, tracked); });
    });
}

} // namespace stu::screens
