#pragma once
// What staff of a department has written once to send it often, with variables for what differs. Students see
// none of it; they get the text that was made of it.

#include "common/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stu {

struct Catalogue;
struct Ticket;

inline constexpr std::size_t max_reply_title = 80;     ///< code points
inline constexpr std::size_t max_reply_text = 5'000;   ///< code points
inline constexpr std::int64_t max_saved_replies = 200; ///< of a department
/// How much a department can keep in them, so that all of it is one answer; code points.
inline constexpr std::int64_t max_saved_text = 250'000;

struct SavedReply {
    std::string id;
    std::string department;      ///< id
    std::string title;           ///< unlike all others of the department, whatever the case of its letters
    std::string text;            ///< with variables
    std::int64_t revision = 1;   ///< one more with each change
    std::string updated_by = {}; ///< name; empty = somebody who has left
    std::int64_t updated_ms = 0;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("department", self.department);
        f("title", self.title);
        f("text", self.text);
        f("revision", self.revision);
        f("updated_by", self.updated_by);
        f("updated_ms", self.updated_ms);
    }
};

/// Of all departments of whoever asks, by department and title.
struct SavedReplies {
    std::vector<SavedReply> replies;

    template <class Self, class F> static void fields(Self& self, F&& f) { f("replies", self.replies); }
};

struct SavedReplyChange {
    std::string id; ///< empty = a new one
    std::string department;
    std::string title, text;
    std::int64_t seen = 0; ///< the revision that was changed; 0 with a new one

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("department", self.department);
        f("title", self.title);
        f("text", self.text);
        f("seen", self.seen);
    }
};
std::vector<FieldError> validate(const SavedReplyChange& request);

struct SavedReplyRemoval {
    std::string id;
    std::int64_t seen = 0; ///< the revision that was on the screen

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("seen", self.seen);
    }
};
std::vector<FieldError> validate(const SavedReplyRemoval& request);

/// conflict: the department has `replies` others, with `length` code points in them, and no room for `text`.
std::optional<Error> check_replies_room(std::int64_t replies, std::int64_t length, std::string_view text);

/// A variable's name, without its braces, and what stands for it; empty = nothing is known.
using ReplyValues = std::vector<std::pair<std::string_view, std::string>>;

/// What is known on a ticket: {{student}}, {{first_name}}, {{ticket}}, {{service}}, {{department}},
/// {{subject}} and {{me}}, the name of whoever writes. `catalogue` has names in the language of the reply.
ReplyValues reply_values(const Ticket& ticket, const Catalogue& catalogue, std::string_view me);

/// `text` as it will be on a ticket of which all of that is known.
std::string filled_in_somehow(std::string_view text);

/// `text` with the values in place of its variables, `{{first_name}}`. One without a value stays as it is. A
/// value is never looked at for variables.
std::string fill_in(std::string_view text, const ReplyValues& values);

/// The first variable in `text` that nobody has replaced, "{{room}}"; empty when there is none. Code between
/// backticks is what somebody means to show, and has none.
std::string_view unfilled_variable(std::string_view text);

/// The sentence for a text that must not be sent like that.
Message check_filled_in(std::string_view text);

} // namespace stu
