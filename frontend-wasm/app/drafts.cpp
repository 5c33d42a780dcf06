#include "frontend-wasm/app/drafts.hpp"

#include "common/wire/binary.hpp"

#include <charconv>
#include <string>
#include <string_view>

namespace stu::app {
namespace {

// A note is a list of messages, each with its length in front: "123:…45:…".
template <class T> void append(std::string& note, const T& message) {
    const std::string bytes = wire::to_binary(message);
    note += std::to_string(bytes.size()) + ":" + bytes;
}

/// Takes the first message off `note`. Anything unreadable (an older version's note, say) ends the list.
template <class T> std::optional<T> take(std::string_view& note) {
    std::size_t length = 0;
    const auto [end, fault] = std::from_chars(note.data(), note.data() + note.size(), length);
    const auto digits = static_cast<std::size_t>(end - note.data());
    if (fault != std::errc{} || digits + 1 + length > note.size() || note[digits] != ':') return std::nullopt;
    auto message = wire::from_binary<T>(note.substr(digits + 1, length));
    note.remove_prefix(digits + 1 + length);
    if (!message) return std::nullopt;
    return message.value();
}

void append_files(std::string& note, const std::vector<FileDraft>& files) {
    for (const FileDraft& file : files)
        if (!file.attachment.empty()) append(note, Attachment{file.attachment, file.name, file.bytes});
}

void take_files(std::string_view& note, std::vector<FileDraft>& files) {
    // Handles of files that are already on the server only have to differ from those the browser gives out.
    std::uint32_t handle = 0xffff0000u;
    while (auto file = take<Attachment>(note))
        files.push_back({++handle, file->file_name, file->bytes, 1, file->id, "", false});
}

/// `about` is the service or the ticket's number.
std::string key_of(const State& state, std::string_view form, std::string_view about) {
    return std::string(form) + " " + state.user()->id + " " + std::string(about);
}

void keep(State& state, Surroundings& world, std::string_view form, std::string_view about,
          const std::string& note) {
    const std::string key = key_of(state, form, about);
    std::string& kept = state.kept_notes[key];
    if (kept == note) return;
    kept = note;
    world.write_note(key, note);
}

} // namespace

void keep_drafts(State& state, Surroundings& world) {
    if (!state.user()) return;
    if (state.route.page == Page::new_ticket) {
        std::string note;
        if (state.new_ticket.touched()) {
            append(note, state.new_ticket.request);
            append_files(note, state.new_ticket.files);
        }
        keep(state, world, "ticket", state.route.id, note);
    } else if (state.route.page == Page::ticket && state.ticket.value) {
        std::string answer, review;
        if (!state.answer.request.message.empty() || !state.answer.files.empty()) {
            append(answer, state.answer.request);
            append_files(answer, state.answer.files);
        }
        if (!state.review.change.remark.empty()) append(review, state.review.change);
        keep(state, world, "answer", state.route.id, answer);
        keep(state, world, "review", state.route.id, review);
    }
}

void restore_drafts(State& state, const Surroundings& world) {
    if (!state.user()) return;
    const auto note_of = [&](std::string_view form) {
        const std::string key = key_of(state, form, state.route.id);
        return state.kept_notes[key] = world.read_note(key);
    };
    if (state.route.page == Page::new_ticket && !state.new_ticket.touched()) {
        const std::string note = note_of("ticket");
        std::string_view rest = note;
        if (const auto request = take<NewTicket>(rest)) {
            state.new_ticket.request = *request;
            take_files(rest, state.new_ticket.files);
        }
    } else if (state.route.page == Page::ticket) {
        const std::string answer = note_of("answer"), review = note_of("review");
        std::string_view rest = answer;
        if (const auto request = take<Answer>(rest); request && state.answer.request.message.empty()) {
            state.answer.request = *request;
            take_files(rest, state.answer.files);
        }
        rest = review;
        if (const auto change = take<StatusChange>(rest); change && state.review.change.remark.empty())
            state.review.change = *change;
    }
}

void forget_ticket_draft(State& state, Surroundings& world) {
    if (state.user()) keep(state, world, "ticket", state.new_ticket.request.service, "");
}

} // namespace stu::app
