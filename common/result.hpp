#pragma once
// Expected outcomes as values. std::expected exists on neither of our compilers, so this is the small part of
// it we use.

#include "common/enum_names.hpp"
#include "common/language/message.hpp"

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace stu {

/// What went wrong, free of any protocol. `backend/http` maps it to an HTTP status in one switch.
enum class Code : std::uint8_t {
    malformed,         ///< the bytes are not a message (400)
    invalid,           ///< the message breaks a rule; `details` says which field (422)
    unauthenticated,   ///< nobody is signed in (401)
    forbidden,         ///< signed in, but never allowed to do this (403)
    not_found,         ///< does not exist, or the actor may not know that it does (404)
    conflict,          ///< somebody else was faster: reload and try again (409)
    gone,              ///< was valid once (410)
    too_large,         ///< a body or file over its limit (413)
    unsupported_media, ///< not a kind of file or message that is accepted (415)
    too_many,          ///< rate limit (429)
    outdated,          ///< the page was built for another server version (426)
    internal,          ///< a fault of ours (500)
    unavailable,       ///< try again later (503); also what the browser reports when there is no connection
    full,              ///< no space left on our side (507)
    other_person,      ///< the page belongs to somebody else than the one who is signed in now (409)
};

template <> struct EnumNames<Code> {
    static constexpr std::array<std::string_view, 15> values{
        "malformed",   "invalid",   "unauthenticated",   "forbidden", "not_found", "conflict",
        "gone",        "too_large", "unsupported_media", "too_many",  "outdated",  "internal",
        "unavailable", "full",      "other_person"};
};

/// One field that breaks a rule. `message` is a sentence for the person who filled it in.
struct FieldError {
    std::string field;
    Message message;

    bool operator==(const FieldError&) const = default;
    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("field", self.field);
        f("message", self.message);
    }
};

/// A refusal. `message` is for the user: plain words, no technical detail. The detail belongs in the log.
struct Error {
    Code code = Code::internal;
    Message message;
    std::vector<FieldError> details;
    std::string request_id;         ///< set by the HTTP edge so that a user can quote it
    std::int64_t retry_after_s = 0; ///< with too_many and unavailable, when known: seconds to wait

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("code", self.code);
        f("message", self.message);
        f("details", self.details);
        f("request_id", self.request_id);
        f("retry_after_s", self.retry_after_s);
    }
};

/// The sentence for `field`, or empty when that field is fine.
inline const Message& message_for(const std::vector<FieldError>& errors, std::string_view field) {
    static const Message none;
    for (const FieldError& error : errors)
        if (error.field == field) return error.message;
    return none;
}

/// `Code::invalid` with one or more fields. Precondition: `details` is not empty.
inline Error invalid(std::vector<FieldError> details) {
    Message message =
        details.size() == 1 ? details.front().message : Message(tr("Please correct the marked fields."));
    return Error{Code::invalid, std::move(message), std::move(details), {}};
}
inline Error invalid(std::string field, Message message) {
    return invalid(std::vector<FieldError>{FieldError{std::move(field), std::move(message)}});
}
inline Error refuse(Code code, Message message) { return Error{code, std::move(message), {}, {}}; }

/// Either a `T` or an `Error`. Reading the side that is not there throws std::bad_variant_access (a bug).
template <class T> class [[nodiscard]] Result {
  public:
    Result(T value) : value_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) requires(!std::same_as<T, Error>)
        : Result(std::in_place_index<1>, std::move(error)) {}

    /// An error where the value itself is an Error: a refusal that was read from the wire, or could not be.
    static Result failed(Error error) { return Result(std::in_place_index<1>, std::move(error)); }

    explicit operator bool() const { return value_.index() == 0; }
    T& value() { return std::get<0>(value_); }
    const T& value() const { return std::get<0>(value_); }
    Error& error() { return std::get<1>(value_); }
    const Error& error() const { return std::get<1>(value_); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

  private:
    Result(std::in_place_index_t<1> index, Error error) : value_(index, std::move(error)) {}

    std::variant<T, Error> value_;
};

} // namespace stu
