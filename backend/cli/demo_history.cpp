#include "backend/cli/demo_history.hpp"
#include "backend/cli/english.hpp"

#include "backend/app/unused_number.hpp"
#include "backend/pdf/document.hpp"
#include "backend/security/sha256.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/time_spans.hpp"

#include <algorithm>
#include <stdexcept>

namespace stu::cli {
namespace {

void replace(std::string& text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

} // namespace

DemoHistory::DemoHistory(store::Transaction& transaction, security::Random& random, std::int64_t now_ms)
    : transaction_(transaction), random_(random), now_ms_(now_ms),
      catalogue_(store::load_catalogue(transaction)) {}

// Not std::uniform_int_distribution, whose numbers differ between standard libraries.
std::size_t DemoHistory::pick(std::size_t count) { return dice_() % count; }

std::string_view DemoHistory::one_of(std::span<const std::string_view> phrases) {
    return phrases[pick(phrases.size())];
}

/// Half an hour to a day and a half later, but never in the future.
std::int64_t DemoHistory::later(std::int64_t at_ms) {
    const auto minutes = static_cast<std::int64_t>(30 + pick(std::size_t{36} * 60));
    return std::min(at_ms + minutes * minute_ms, now_ms_);
}

Ticket DemoHistory::file(const Actor& student, std::string_view registration_number, const DemoMatter& matter,
                         std::int64_t at_ms, bool with_pdf) {
    const std::string_view place = one_of(demo_places()), course = one_of(demo_courses()),
                           device = one_of(demo_devices());
    const auto filled = [&](std::string_view text) {
        std::string result(text);
        replace(result, "{place}", place);
        replace(result, "{course}", course);
        replace(result, "{device}", device);
        return result;
    };
    Ticket ticket;
    ticket.id = security::make_id(random_, at_ms);
    ticket.number = app::unused_number(transaction_, random_);
    ticket.owner_id = student.user_id;
    ticket.department = department_of_service(catalogue_, matter.service)->id;
    ticket.service = matter.service;
    ticket.student_name = student.name;
    ticket.registration_number = registration_number;
    ticket.email = student.email;
    ticket.subject = filled(matter.subject);
    ticket.message = filled(matter.message);
    ticket.created_ms = ticket.updated_ms = at_ms;
    note_turn(ticket, opened_event(ticket));
    store::insert_ticket(transaction_, ticket, random_.hex(16));
    store::insert_event(transaction_, ticket.id, opened_event(ticket));
    if (with_pdf) attach_pdf(ticket);
    return ticket;
}

void DemoHistory::attach_pdf(const Ticket& ticket) {
    const std::string content = pdf::one_page("Demo document for ticket " + ticket.number);
    const Attachment file{security::make_id(random_, ticket.created_ms), "document.pdf",
                          static_cast<std::int64_t>(content.size())};
    store::stage_attachment(transaction_, file, ticket.owner_id, content, security::sha256(content),
                            ticket.created_ms, ticket.created_ms + 1);
    store::claim_attachments(transaction_, {file.id}, ticket.owner_id, ticket.id, 1, ticket.created_ms);
}

void DemoHistory::store_step(const Ticket& ticket, const store::CountedTicket& before,
                             const Result<TicketEvent>& event) {
    if (!event) throw std::logic_error("demo data breaks a rule: " + english(event.error()));
    store::update_ticket(transaction_, ticket, before);
    store::insert_event(transaction_, ticket.id, event.value());
}

void DemoHistory::set_status(Ticket& ticket, const Actor& staff, Status to, std::string_view remark,
                             std::string_view duplicate_of) {
    const store::CountedTicket before = store::counted(ticket);
    const StatusChange change{ticket.number, ticket.version, to, std::string(remark),
                              std::string(duplicate_of)};
    const auto event = change_status(ticket, change, staff, later(ticket.updated_ms));
    store_step(ticket, before, event);
}

void DemoHistory::answer(Ticket& ticket, const Actor& student) {
    const store::CountedTicket before = store::counted(ticket);
    const Answer answer{{}, ticket.number, std::string(one_of(demo_phrases().answers)), {}};
    const auto event = record_answer(ticket, answer, student, later(ticket.updated_ms));
    store_step(ticket, before, event);
}

void DemoHistory::lead_to(Ticket& ticket, Status end, const Actor& staff, const Actor& student) {
    const DemoPhrases& phrases = demo_phrases();
    if (end == Status::pending) return;
    if (end == Status::rejected) return set_status(ticket, staff, end, one_of(phrases.rejections));
    set_status(ticket, staff, Status::under_consideration, one_of(phrases.considering));
    if (end != Status::awaiting_confirmation && pick(3) == 0) {
        set_status(ticket, staff, Status::awaiting_confirmation, one_of(phrases.questions));
        answer(ticket, student);
    }
    if (end == Status::awaiting_confirmation) set_status(ticket, staff, end, one_of(phrases.questions));
    if (end == Status::in_person_needed) set_status(ticket, staff, end, one_of(phrases.appointments));
    if (end == Status::completed) set_status(ticket, staff, end, one_of(phrases.solutions));
}

} // namespace stu::cli
