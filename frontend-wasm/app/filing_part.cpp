#include "frontend-wasm/app/filing_part.hpp"

#include "common/text.hpp"
#include "frontend-wasm/app/drafts.hpp"
#include "frontend-wasm/app/files.hpp"

#include <utility>

namespace stu::app {

void FilingPart::operator()(const intent::FindStudent&) {
    auto* page = state_.on<page::FileForStudent>();
    if (!page) return;
    page->lookup.found.reset();
    send<FindStudents>(page->lookup);
}

void FilingPart::operator()(const intent::TakeStudent& happened) {
    auto* page = state_.on<page::FileForStudent>();
    if (!page || !page->lookup.found || happened.place >= page->lookup.found->students.size()) return;
    const KnownStudent& student = page->lookup.found->students[happened.place];
    page->request.email = student.email;
    page->request.name = student.name;
    page->request.registration_number = student.registration_number;
    page->sending.errors.clear();
    effects_.push_back(effect::Announce{tr("{student} is in the form.", {{"student", student.name}}), false});
}

void FilingPart::operator()(const intent::SubmitFiling&) {
    auto* page = state_.on<page::FileForStudent>();
    if (!page) return;
    if (page->sending.busy || !ready(page->files, page->sending, page->request.attachments)) return;
    if (page->request.request_id.empty()) page->request.request_id = world_.new_request_id();
    send<FileForStudent>(*page);
}

void FilingPart::operator()(const intent::DiscardFiling&) {
    auto* page = state_.on<page::FileForStudent>();
    if (!page) return;
    drop_files(page->files, effects_);
    *page = {};
    forget_draft(state_, world_, DraftOf::filing, {});
    effects_.emplace_back(effect::FocusHeading{});
}

void FilingPart::operator()(const intent::Replied<FindStudents>& reply) {
    auto* page = sender<page::FileForStudent>(reply);
    if (!page) return;
    page->lookup.sending = {};
    if (!reply.result) return refused(page->lookup.sending, reply.result.error());
    page->lookup.found = reply.result.value();
    const auto& students = page->lookup.found->students;
    if (students.size() == 1) return (*this)(intent::TakeStudent{0});
    // Nobody yet: what was typed is what the form needs first.
    if (students.empty() && page->lookup.request.wanted.find('@') != std::string::npos)
        page->request.email = trimmed(page->lookup.request.wanted);
    effects_.push_back(effect::Announce{students.empty() ? tr("Nobody is known by that.")
                                                         : trn("{count} student is known by that.",
                                                               "{count} students are known by that.",
                                                               static_cast<std::int64_t>(students.size())),
                                        false});
}

void FilingPart::operator()(const intent::Replied<FileForStudent>& reply) {
    auto* page = sender<page::FileForStudent>(reply);
    if (!reply.result) {
        const Error& error = reply.result.error();
        // Sent before with other words: what stands here is a ticket of its own.
        if (page && error.code == Code::conflict) page->request.request_id = world_.new_request_id();
        return refused(page, &page::FileForStudent::sending, error);
    }
    forget_draft(state_, world_, DraftOf::filing, {});
    const FiledForStudent& filed = reply.result.value();
    Message done =
        tr("Ticket {number} is filed with {department}. Its student has been sent a mail.",
           {{"number", filed.number}, {"department", department_name(state_.catalogue(), filed.department)}});
    if (page) {
        drop_files(page->files, effects_);
        *page = {};
        if (!filed.ticket.empty())
            visit("/tickets/" + filed.number, History::push);
        else
            effects_.emplace_back(effect::FocusHeading{});
    }
    show_toast(state_, std::move(done), true, effects_);
}

} // namespace stu::app
