#include "backend/http/gate/address.hpp"

#include "common/numbers.hpp"
#include "common/text.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>

namespace stu::http {
namespace {

constexpr std::array<std::uint8_t, 12> v4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::size_t v4_bits = 96; ///< what an IPv4 address has before its own 32 bits

} // namespace

std::optional<Address> Address::parse(std::string_view text) {
    if (text.size() >= INET6_ADDRSTRLEN) return std::nullopt;
    const std::string terminated(text);
    Bytes bytes{};
    if (::inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1) return Address(bytes);
    std::copy(v4_prefix.begin(), v4_prefix.end(), bytes.begin());
    if (::inet_pton(AF_INET, terminated.c_str(), bytes.data() + v4_prefix.size()) == 1) return Address(bytes);
    return std::nullopt;
}

bool Address::is_v4() const { return std::equal(v4_prefix.begin(), v4_prefix.end(), bytes_.begin()); }

std::string Address::text() const {
    if (is_v4()) { // each request asks twice, and inet_ntop goes through sprintf
        std::string text;
        for (std::size_t i = v4_prefix.size(); i < bytes_.size(); ++i)
            text += (text.empty() ? "" : ".") + std::to_string(bytes_[i]);
        return text;
    }
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(AF_INET6, bytes_.data(), text.data(), text.size());
    return text.data();
}

std::string Address::owner() const {
    if (is_v4()) return text();
    Bytes network = bytes_;
    std::fill(network.begin() + 8, network.end(), std::uint8_t{0});
    return Address(network).text();
}

std::optional<AddressRange> AddressRange::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto first = Address::parse(text.substr(0, slash));
    if (!first) return std::nullopt;
    AddressRange range;
    range.first_ = *first;
    range.v4_ = first->is_v4() && text.find(':') == text.npos;
    if (slash == text.npos) return range;
    const auto bits = number_in<std::size_t>(text.substr(slash + 1));
    if (!bits || *bits > (range.v4_ ? 32 : 128)) return std::nullopt;
    range.bits_ = *bits + (range.v4_ ? v4_bits : 0);
    return range;
}

bool AddressRange::contains(const Address& address) const {
    const std::size_t whole = bits_ / 8, rest = bits_ % 8;
    const auto& ours = first_.bytes();
    const auto& theirs = address.bytes();
    if (!std::equal(ours.begin(), ours.begin() + static_cast<std::ptrdiff_t>(whole), theirs.begin()))
        return false;
    return rest == 0 || ((ours[whole] ^ theirs[whole]) >> (8 - rest)) == 0;
}

bool AddressRange::is_too_wide() const {
    constexpr std::size_t widest = 8;
    const bool all_of_v4 = bits_ < v4_bits + widest && contains(Address::parse("0.0.0.0").value());
    return bits_ < widest || all_of_v4 || (first_.is_v4() && bits_ < v4_bits + widest);
}

bool AddressRanges::contains(const Address& address) const {
    return std::any_of(ranges_.begin(), ranges_.end(),
                       [&](const AddressRange& range) { return range.contains(address); });
}

Address TrustedProxies::client_of(const Address& peer, std::string_view forwarded_for) const {
    Address client = peer;
    while (contains(client) && !forwarded_for.empty()) {
        const std::size_t comma = forwarded_for.rfind(',');
        const std::string last = trimmed(forwarded_for.substr(comma == forwarded_for.npos ? 0 : comma + 1));
        const auto named = Address::parse(last);
        if (!named) break;
        client = *named;
        forwarded_for = forwarded_for.substr(0, comma == forwarded_for.npos ? 0 : comma);
    }
    return client;
}

} // namespace stu::http
