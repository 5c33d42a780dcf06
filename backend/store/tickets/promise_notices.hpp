#pragma once
// Of which promises staff is still to be told that they are due soon, or late. Each is told once: what was
// soon or late when it was told, and has been so since, is nothing new, however it was computed anew.

#include "backend/store/engine/store.hpp"
#include "common/due.hpp"
#include "common/enum_names.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

enum class DueStage : std::uint8_t { soon, late };

/// The tickets about which something is to be told at `now_ms`, longest first, at most `notices_at_once`.
std::vector<std::string> tickets_with_notice(Transaction& transaction, std::int64_t now_ms);
inline constexpr std::int64_t notices_at_once = 500;

/// What is due on the ticket, where that is to be told now: it counts as told from then on. Nothing where
/// another server was faster, or something has happened meanwhile.
std::optional<Due> take_notice(Transaction& transaction, std::string_view ticket_id, std::int64_t now_ms);

/// Asks for the ticket again later.
void put_off_notice(Transaction& transaction, std::string_view ticket_id, std::int64_t until_ms);

/// For who adds tickets of the past, as an import does: of no ticket is told any more what is soon or late
/// already.
void decide_notices_anew(Transaction& transaction);

/// Decides what is to be told of tickets on which operators, or a server of the version before, have changed
/// what is due: what is soon or late already is not, so a new target is no flood of mail. False when nothing
/// was left to decide; `notices_at_once` tickets at most.
bool decide_notices(Store& store, std::int64_t now_ms);

} // namespace stu::store

template <> struct stu::EnumNames<stu::store::DueStage> {
    static constexpr std::array<std::string_view, 2> values{"soon", "late"};
};
