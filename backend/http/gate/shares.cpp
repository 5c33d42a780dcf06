#include "backend/http/gate/shares.hpp"

namespace stu::http {
namespace {

/// Addresses that may have to make room for somebody: a flood must not make each newcomer a walk through all.
constexpr std::size_t looked_at = 64;

} // namespace

std::size_t Shares::address_limit(const Parties& parties) const {
    if (parties.address.empty()) return limits_.total;
    return parties.campus ? limits_.campus : limits_.address;
}

void Shares::hold(std::uint64_t id, const Parties& parties, std::size_t amount) {
    const auto found = held_.find(id);
    if (found == held_.end() ? amount == 0 : found->second.is(parties, amount)) return;
    leave(id);
    if (amount == 0) return;
    Held held{.amount = amount,
              .address = join(addresses_, parties.address, address_limit(parties), id),
              .session = {},
              .has_session = !parties.session.empty()};
    by_amount_.erase({held.address->second.amount, &held.address->second});
    held.address->second.amount += amount;
    by_amount_.emplace(held.address->second.amount, &held.address->second);
    if (held.has_session) {
        held.session = join(sessions_, parties.session, limits_.session, id);
        held.session->second.amount += amount;
    }
    total_ += amount;
    held_.emplace(id, held);
}

Shares::Table::iterator Shares::join(Table& table, const std::string& name, std::size_t limit,
                                     std::uint64_t id) {
    const auto party = table.try_emplace(name).first;
    party->second.limit = limit;
    party->second.holders.insert(id);
    return party;
}

void Shares::leave(std::uint64_t id) {
    const auto found = held_.find(id);
    if (found == held_.end()) return;
    const Held& held = found->second;
    total_ -= held.amount;
    by_amount_.erase({held.address->second.amount, &held.address->second});
    leave(addresses_, held.address, id, held.amount);
    if (held.has_session) leave(sessions_, held.session, id, held.amount);
    held_.erase(found);
}

void Shares::leave(Table& table, Table::iterator party, std::uint64_t id, std::size_t amount) {
    party->second.amount -= amount;
    party->second.holders.erase(id);
    if (party->second.holders.empty()) {
        table.erase(party);
    } else if (&table == &addresses_) {
        by_amount_.emplace(party->second.amount, &party->second);
    }
}

std::size_t Shares::held_by(std::uint64_t id) const {
    const auto found = held_.find(id);
    return found == held_.end() ? 0 : found->second.amount;
}

std::vector<const Shares::Holders*> Shares::crowded(std::uint64_t id) const {
    const auto found = held_.find(id);
    if (found == held_.end()) return {};
    const Held& held = found->second;
    if (held.has_session && held.session->second.amount > held.session->second.limit)
        return {&held.session->second.holders};
    const Party& address = held.address->second;
    if (address.amount > address.limit) return {&address.holders};
    if (total_ <= limits_.total) return {};
    std::vector<const Holders*> largest;
    for (auto at = by_amount_.rbegin(); at != by_amount_.rend() && largest.size() < looked_at; ++at)
        largest.push_back(&at->second->holders);
    return largest;
}

} // namespace stu::http
