#include "frontend-wasm/app/saved_replies.hpp"

#include "common/case_folding.hpp"
#include "common/typed_text.hpp"

#include <algorithm>
#include <string>

namespace stu::app {
namespace {

bool holds_all(const std::string& text, std::string_view words) {
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find(' '));
        if (text.find(word) == std::string::npos) return false;
        words.remove_prefix(std::min(word.size() + 1, words.size()));
    }
    return true;
}

} // namespace

const SavedReply* find_reply(const stu::SavedReplies& saved, std::string_view id) {
    const auto found = std::find_if(saved.replies.begin(), saved.replies.end(),
                                    [&](const SavedReply& reply) { return reply.id == id; });
    return found == saved.replies.end() ? nullptr : &*found;
}

bool writes_reply(const page::SavedReplies& page) {
    const SavedReplyChange& written = page.request;
    if (!page.writing || !page.loaded.value) return false;
    const SavedReply* saved = find_reply(*page.loaded.value, written.id);
    if (saved == nullptr) return !written.title.empty() || !written.text.empty();
    return written.title != saved->title || written.text != saved->text;
}

std::vector<const SavedReply*> matching_replies(const stu::SavedReplies& saved, std::string_view department,
                                                std::string_view wanted) {
    const std::string words = folded_case(as_line(wanted));
    std::vector<const SavedReply*> by_title, by_text;
    for (const SavedReply& reply : saved.replies) {
        if (!department.empty() && reply.department != department) continue;
        const std::string title = folded_case(reply.title);
        if (holds_all(title, words))
            by_title.push_back(&reply);
        else if (holds_all(title + " " + folded_case(reply.text), words))
            by_text.push_back(&reply);
    }
    by_title.insert(by_title.end(), by_text.begin(), by_text.end());
    return by_title;
}

std::string department_to_answer(const State& state) {
    if (const auto* ticket = state.on<page::Ticket>())
        return ticket->loaded.value ? ticket->loaded.value->ticket.department : std::string();
    return state.route.page == Page::queue ? state.route.id : std::string();
}

ReplyChooser* reply_chooser(State& state) {
    if (state.bulk.asking && state.bulk.visit == state.visit) return &state.bulk.chooser;
    auto* ticket = state.on<page::Ticket>();
    return ticket && ticket->loaded.value ? &ticket->chooser : nullptr;
}

} // namespace stu::app
