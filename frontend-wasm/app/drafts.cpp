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

/// A person writes one new ticket at a time, and one answer or review for each ticket.
std::string key_of(const State& state, DraftOf form, std::string_view number) {
    constexpr std::string_view forms[] = {"ticket ", "answer ", "review "};
    return std::string(forms[static_cast<std::size_t>(form)]) + state.user()->id + " " + std::string(number);
}

void keep(State& state, Surroundings& world, DraftOf form, std::string_view number, const std::string& note) {
    const std::string key = key_of(state, form, number);
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
        keep(state, world, DraftOf::ticket, {}, note);
    } else if (state.route.page == Page::ticket && state.ticket.value) {
        std::string answer, review;
        if (!state.answer.request.message.empty() || !state.answer.files.empty()) {
            append(answer, state.answer.request);
            append_files(answer, state.answer.files);
        }
        if (!state.review.change.remark.empty()) append(review, state.review.change);
        keep(state, world, DraftOf::answer, state.route.id, answer);
        keep(state, world, DraftOf::review, state.route.id, review);
    }
}

void restore_drafts(State& state, const Surroundings& world) {
    if (!state.user()) return;
    const auto note_of = [&](DraftOf form, std::string_view number) {
        const std::string key = key_of(state, form, number);
        return state.kept_notes[key] = world.read_note(key);
    };
    if (state.route.page == Page::new_ticket && !state.new_ticket.touched()) {
        const std::string note = note_of(DraftOf::ticket, {});
        std::string_view rest = note;
        if (const auto request = take<NewTicket>(rest)) {
            state.new_ticket.request = *request;
            take_files(rest, state.new_ticket.files);
        }
    } else if (state.route.page == Page::ticket) {
        const std::string answer = note_of(DraftOf::answer, state.route.id),
                          review = note_of(DraftOf::review, state.route.id);
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

void forget_draft(State& state, Surroundings& world, DraftOf form, std::string_view number) {
    if (state.user()) keep(state, world, form, number, "");
}

} // namespace stu::app
