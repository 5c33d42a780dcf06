#pragma once
// Short words by which a department's staff sorts its tickets. No student ever sees one.

#include "common/access.hpp"
#include "common/event.hpp"
#include "common/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

struct Ticket;

inline constexpr std::size_t max_tag = 40; ///< code points
inline constexpr std::size_t max_tags_of_ticket = 10;
inline constexpr std::int64_t max_tags_of_department = 200;

/// Says what comes and what goes, not what is there then: so two people who add different tags both have
/// their way.
struct TagChange {
    std::string number;
    std::vector<std::string> add, remove; ///< names; upper case and accents make no difference

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("add", self.add);
        f("remove", self.remove);
    }
};
std::vector<FieldError> validate(const TagChange& request);

/// The sentence for what cannot be a tag, or empty.
Message check_tag(std::string_view name);

/// Precondition: one of them is not empty. It changes nothing about the ticket; the store numbers it.
TicketEvent tags_event(const Ticket& ticket, const std::vector<std::string>& added,
                       const std::vector<std::string>& removed, const Actor& author, std::int64_t now_ms);

} // namespace stu
