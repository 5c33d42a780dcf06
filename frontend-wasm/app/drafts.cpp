#include "frontend-wasm/app/drafts.hpp"

#include "common/wire/binary.hpp"
#include "frontend-wasm/app/saved_replies.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

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

/// In place of an attachment's id while the server does not have the file: "@" and the browser's handle.
constexpr char unsent = '@';

void append_files(std::string& note, const std::vector<FileDraft>& files) {
    for (const FileDraft& file : files) {
        if (!file.error.empty()) continue;
        const std::string id =
            file.attachment.empty() ? unsent + std::to_string(file.handle) : file.attachment;
        append(note, Attachment{id, file.name, file.bytes});
    }
}

void take_files(std::string_view& note, std::vector<FileDraft>& files) {
    // Handles of files that are already on the server only have to differ from each other.
    std::uint32_t next_handle = 0;
    while (auto noted = take<Attachment>(note)) {
        FileDraft file;
        file.name = noted->file_name;
        file.bytes = noted->bytes;
        file.waiting = noted->id.starts_with(unsent);
        if (file.waiting) {
            std::from_chars(noted->id.data() + 1, noted->id.data() + noted->id.size(), file.handle);
        } else {
            file.handle = ++next_handle;
            file.attachment = noted->id;
            file.fraction = 1;
        }
        files.push_back(std::move(file));
    }
}

template <class Form> std::string note_of(const Form& form) {
    std::string note;
    if (!form.touched()) return note;
    append(note, form.request);
    append_files(note, form.files);
    return note;
}

template <class Form> void read_form(std::string_view note, Form& form) {
    auto request = take<decltype(form.request)>(note);
    if (!request) return;
    form.request = std::move(*request);
    take_files(note, form.files);
}

/// What waits for a connection: a ticket's number a line, and an empty line for a new ticket.
std::string waiting_note(const State& state) {
    std::string note;
    if (state.new_ticket.sending.waiting) note += '\n';
    if (const auto* page = state.on<page::Ticket>(); page && page->answer.sending.waiting)
        note += page->answer.request.number + '\n';
    for (const auto& [number, answer] : state.waiting_answers) note += number + '\n';
    return note;
}
std::string waiting_key(const State& state) { return "waiting " + state.user()->id; }

/// A person writes one new ticket and one saved reply at a time, and one answer, or review, note and
/// transfer, for each ticket.
std::string key_of(const State& state, DraftOf form, std::string_view number) {
    constexpr std::string_view forms[] = {"ticket ",      "answer ",   "review ", "note ",
                                          "saved reply ", "transfer ", "filing "};
    return std::string(forms[static_cast<std::size_t>(form)]) + state.user()->id + " " + std::string(number);
}

void keep(State& state, Surroundings& world, const std::string& key, const std::string& note) {
    std::string& kept = state.kept_notes[key];
    if (kept == note) return;
    kept = note;
    world.write_note(key, note);
}

/// Remembers what is there, so that only a change is written.
std::string read_kept(State& state, const Surroundings& world, const std::string& key) {
    return state.kept_notes[key] = world.read_note(key);
}

} // namespace

void keep_drafts(State& state, Surroundings& world) {
    if (!state.user()) return;
    keep(state, world, waiting_key(state), waiting_note(state));
    for (const auto& [number, answer] : state.waiting_answers)
        keep(state, world, key_of(state, DraftOf::answer, number), note_of(answer));
    if (state.route.page == Page::new_ticket || state.new_ticket.sending.waiting)
        keep(state, world, key_of(state, DraftOf::ticket, {}), note_of(state.new_ticket));
    if (const auto* page = state.on<page::SavedReplies>(); page && page->loaded.value) {
        std::string note;
        if (writes_reply(*page)) append(note, page->request);
        keep(state, world, key_of(state, DraftOf::saved_reply, {}), note);
    }
    if (const auto* page = state.on<page::FileForStudent>())
        keep(state, world, key_of(state, DraftOf::filing, {}), note_of(*page));
    if (const auto* page = state.on<page::Ticket>(); page && page->loaded.value) {
        keep(state, world, key_of(state, DraftOf::answer, state.route.id), note_of(page->answer));
        keep(state, world, key_of(state, DraftOf::review, state.route.id), note_of(page->review));
        std::string note;
        if (!page->note.request.text.empty()) append(note, page->note.request);
        keep(state, world, key_of(state, DraftOf::note, state.route.id), note);
        note.clear();
        if (page->transfer.open && !page->transfer.request.reason.empty())
            append(note, page->transfer.request);
        keep(state, world, key_of(state, DraftOf::transfer, state.route.id), note);
    }
}

void restore_drafts(State& state, const Surroundings& world) {
    if (!state.user()) return;
    const auto read = [&](DraftOf form, std::string_view number) {
        return read_kept(state, world, key_of(state, form, number));
    };
    if (state.route.page == Page::new_ticket && !state.new_ticket.touched()) {
        read_form(read(DraftOf::ticket, {}), state.new_ticket);
    } else if (auto* replies = state.on<page::SavedReplies>(); replies && !replies->writing) {
        const std::string kept = read(DraftOf::saved_reply, {});
        std::string_view written = kept;
        if (auto request = take<SavedReplyChange>(written)) {
            replies->request = *std::move(request);
            replies->writing = true;
        }
    } else if (auto* filing = state.on<page::FileForStudent>(); filing && !filing->touched()) {
        read_form(read(DraftOf::filing, {}), *filing);
    } else if (auto* page = state.on<page::Ticket>()) {
        const std::string answer = read(DraftOf::answer, state.route.id),
                          review = read(DraftOf::review, state.route.id);
        if (page->answer.request.message.empty()) read_form(answer, page->answer);
        if (!page->review.touched()) {
            read_form(review, page->review);
            page->review.draft = page->review.request.remark;
            page->review.sent = page->review.request; // it may be on its way: the same again is a repeat
            page->review.seen.reset();
        }
        const std::string kept_note = read(DraftOf::note, state.route.id);
        std::string_view written = kept_note;
        if (const auto note = take<TicketNote>(written); note && page->note.request.text.empty()) {
            page->note.request = *note;
            page->note.draft = note->text;
        }
        const std::string kept_transfer = read(DraftOf::transfer, state.route.id);
        written = kept_transfer;
        if (const auto transfer = take<TicketTransfer>(written); transfer && !page->transfer.open) {
            page->transfer.request = *transfer;
            page->transfer.open = true;
        }
        page->noting = !page->review.touched() && !page->note.request.text.empty();
    }
}

void restore_waiting(State& state, const Surroundings& world) {
    if (!state.user()) return;
    const std::string note = read_kept(state, world, waiting_key(state));
    for (std::string_view rest = note; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string number(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::string kept = read_kept(
            state, world, key_of(state, number.empty() ? DraftOf::ticket : DraftOf::answer, number));
        if (kept.empty()) continue;
        if (!number.empty()) {
            read_form(kept, state.waiting_answers[number]);
            state.waiting_answers[number].sending.waiting = true;
        } else if (!state.new_ticket.touched()) {
            read_form(kept, state.new_ticket);
            state.new_ticket.sending.waiting = state.new_ticket.touched();
        }
    }
}

void forget_draft(State& state, Surroundings& world, DraftOf form, std::string_view number) {
    if (state.user()) keep(state, world, key_of(state, form, number), "");
}

} // namespace stu::app
