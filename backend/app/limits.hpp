#pragma once
// How often people and addresses may do what could be abused. Counted in the database: a restart forgives
// nothing, and several servers count together.

#include "backend/app/context.hpp"
#include "common/result.hpp"
#include "common/time_spans.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu::app {

/// At most `events` in a window that begins with the first of them.
struct Limit {
    std::string_view what; ///< also the first part of its buckets' names: change it and counting begins anew
    std::int64_t events = 0;
    std::int64_t window_ms = 0;
    std::int64_t times_on_campus = 1; ///< more events where many people share an address
};

namespace limit {
/// Failures to sign in, for each account and browser that it does not know, and for each browser that it
/// knows.
inline constexpr Limit sign_in{"sign-in", 5, 15 * minute_ms};
/// The same for each address, so that one password cannot be tried on a thousand accounts.
inline constexpr Limit sign_in_address{"sign-in from", 30, minute_ms, 10};
/// Generous, because a lecture hall registers from one address.
inline constexpr Limit registration{"register from", 60, hour_ms, 20};
inline constexpr Limit access_code{"access code from", 10, hour_ms, 10};
/// Mail that anybody can cause to somebody else's address. Links for a new password are counted apart: they
/// are a locked person's way in, and nothing else may use them up.
inline constexpr Limit account_mail{"account mail to", 3, hour_ms};
inline constexpr Limit reset_mail{"reset mail to", 3, hour_ms};
/// The mail of a registration once more. Counted apart, because this refusal is said, and must not tell that
/// somebody has registered.
inline constexpr Limit confirmation_mail{"confirmation again to", 3, hour_ms};
/// Wishes for another address, of one account.
inline constexpr Limit address_change{"new address of", 5, hour_ms};
inline constexpr Limit reset{"reset from", 30, hour_ms, 10};
inline constexpr Limit confirmation{"confirmation again from", 30, hour_ms, 10};
/// Typing one's own password in the settings.
inline constexpr Limit password_check{"password of", 5, 15 * minute_ms};
/// Numbers that lead nowhere, for each person or, without an account, each address.
inline constexpr Limit wrong_number{"wrong number", 10, minute_ms, 10};
inline constexpr Limit answer{"answer by", 60, hour_ms};
/// Notes, assignments, priorities, saved replies, and coming to a ticket or beginning to write: nobody comes
/// near it by hand.
inline constexpr Limit staff_work{"work by", 3'000, hour_ms};
/// Tickets that are changed many at once, or changed back.
inline constexpr Limit bulk_work{"many by", 30'000, hour_ms};
/// Students whom staff looks up by their address or registration number.
inline constexpr Limit student_lookup{"student looked up by", 300, hour_ms};
} // namespace limit

/// `limit` for the address that the request comes from.
Limit at_address(Limit limit, const Context& context);

/// Counts one event of `whose`, or several. The refusal says how long to wait; what it refuses is not
/// counted.
std::optional<Error> count(store::Transaction& transaction, const Limit& limit, std::string_view whose,
                           std::int64_t now_ms, std::int64_t events = 1);

/// Whether the next one would be refused; counts nothing.
std::optional<Error> exhausted(store::Transaction& transaction, const Limit& limit, std::string_view whose,
                               std::int64_t now_ms);

/// Events of `whose` in the present window.
std::int64_t events_so_far(store::Transaction& transaction, const Limit& limit, std::string_view whose,
                           std::int64_t now_ms);

/// Takes one event back.
void uncount(store::Transaction& transaction, const Limit& limit, std::string_view whose);

/// Begins again at 0. False when nothing was counted.
bool forgive(store::Transaction& transaction, const Limit& limit, std::string_view whose);

} // namespace stu::app
