#include "frontend-wasm/app/waiting.hpp"

#include "common/ticket_number.hpp"
#include "frontend-wasm/app/files.hpp"

#include <algorithm>
#include <utility>

namespace stu::app {
namespace {

/// Calls `use` with the files of each form.
template <class F> void each_list_of_files(State& state, F&& use) {
    use(state.new_ticket.files);
    if (auto* page = state.on<page::Ticket>()) {
        use(page->answer.files);
        use(page->review.files);
    }
    if (auto* page = state.on<page::FileForStudent>()) use(page->files);
    for (auto& [number, answer] : state.waiting_answers) use(answer.files);
}

bool has_waiting(const std::vector<FileDraft>& files) {
    return std::any_of(files.begin(), files.end(), [](const FileDraft& file) { return file.waiting; });
}

bool all_attached(const std::vector<FileDraft>& files) {
    return std::all_of(files.begin(), files.end(),
                       [](const FileDraft& file) { return !file.attachment.empty(); });
}

} // namespace

bool anything_waits(const State& state) {
    const auto* page = state.on<page::Ticket>();
    const auto* filing = state.on<page::FileForStudent>();
    return state.new_ticket.sending.waiting || !state.waiting_answers.empty() ||
           has_waiting(state.new_ticket.files) || (filing && has_waiting(filing->files)) ||
           (page && (page->answer.sending.waiting || has_waiting(page->answer.files) ||
                     has_waiting(page->review.files)));
}

void set_answer_aside(State& state, Effects& effects) {
    auto* page = state.on<page::Ticket>();
    if (!page || !page->answer.sending.waiting) return;
    // Nobody listens for a reply that is still on its way; asking once more with the same id is harmless.
    page->answer.sending.busy = false;
    const std::string number = page->answer.request.number;
    state.waiting_answers[number] = std::exchange(page->answer, {});
    effects.emplace_back(effect::AwaitConnection{});
}

void take_answer_up(State& state) {
    auto* page = state.on<page::Ticket>();
    const auto number = parse_ticket_number(state.route.id);
    if (!page || !number) return;
    const auto found = state.waiting_answers.find(*number);
    if (found == state.waiting_answers.end()) return;
    page->answer = std::move(found->second);
    page->answer.sending.busy = false;
    state.waiting_answers.erase(found);
}

FileDraft* find_file(State& state, std::uint32_t handle) {
    FileDraft* wanted = nullptr;
    each_list_of_files(state, [&](std::vector<FileDraft>& files) {
        for (FileDraft& file : files)
            if (file.handle == handle) wanted = &file;
    });
    return wanted;
}

void stop_uploads(State& state, Effects& effects) {
    each_list_of_files(state, [&](std::vector<FileDraft>& files) {
        for (const FileDraft& file : files)
            if (file.uploading()) effects.emplace_back(effect::StopUpload{file.handle});
    });
}

void resume_all_files(State& state, Effects& effects) {
    each_list_of_files(state, [&](std::vector<FileDraft>& files) { resume_files(files, effects); });
}

void send_answers_set_aside(State& state, Effects& effects) {
    for (auto& [number, answer] : state.waiting_answers) {
        if (answer.sending.busy || !all_attached(answer.files)) continue;
        answer.sending.busy = true;
        answer.request.attachments.clear();
        for (const FileDraft& file : answer.files) answer.request.attachments.push_back(file.attachment);
        effects.push_back(
            effect::Call{std::string(AnswerTicket::name), wire::to_binary(answer.request),
                         [of = number](const RawReply& reply) {
                             return Intent(intent::WaitingAnswerSent{of, decode_reply<TicketView>(reply)});
                         }});
    }
}

} // namespace stu::app
