#include "frontend-wasm/screens/routing.hpp"

#include "frontend-wasm/screens/parts.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

namespace {

struct Destination {
    std::string service; ///< id; empty = none is chosen
    Words words;
};

/// Wherever the ticket can go, its own department first.
std::vector<Destination> destinations(const Catalogue& catalogue, const Ticket& ticket) {
    std::vector<Destination> own{{"", tr("Choose a service")}}, others;
    for (const Department& department : catalogue.departments)
        for (const ServiceGroup& group : department.groups)
            for (const Service& service : offered_services(group)) {
                if (service.id == ticket.service) continue;
                (department.id == ticket.department ? own : others)
                    .push_back({service.id, verbatim_copy(department.name + ": " + service.name)});
            }
    std::move(others.begin(), others.end(), std::back_inserter(own));
    return own;
}

void transfer_form(View view, app::page::Ticket::TransferForm& form, const Ticket& ticket) {
    const std::vector<Destination> all = destinations(view.state.catalogue(), ticket);
    std::vector<Words> words;
    std::size_t chosen = 0;
    for (const Destination& each : all) {
        if (each.service == form.request.service) chosen = words.size();
        words.push_back(each.words);
    }
    const auto& errors = form.sending.errors;
    if (begin_form(tr("Transfer"))) view.out.push_back(app::intent::SubmitTransfer{});
    if (select({.label = tr("Transfer to"), .error = message_for(errors, "service"), .required = true}, words,
               chosen))
        form.request.service = all[chosen].service;
    text_area({.label = tr("Reason (students never see it)"),
               .error = message_for(errors, "reason"),
               .required = true,
               .spell_check = true,
               .rows = 3},
              form.request.reason);
    refusals(form.sending);
    text(tr("The student is told by mail where the ticket is."), type::small.in(Token::faint));
    submit_button(form.sending.busy ? Words(tr("Sending…"))
                  : chosen == 0
                      ? Words(tr("Transfer"))
                      : Words(tr("Transfer to {place}", {{"place", as_written(all[chosen].words.text())}})),
                  {.look = Look::primary, .disabled = form.sending.busy, .wide = true});
    end_form();
}

} // namespace

void transfer(View view, app::page::Ticket::TransferForm& form, const Ticket& ticket) {
    if (ticket.withdrawn_ms != 0) return;
    row(small_height(), gap::s, [&] {
        if (button(
                tr("Transfer…"),
                {.small = true, .fold = form.open ? PressStyle::Fold::unfolded : PressStyle::Fold::folded}))
            view.out.push_back(app::intent::FoldTransfer{});
    });
    if (form.open) transfer_form(view, form, ticket);
}

} // namespace stu::screens
