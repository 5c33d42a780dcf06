#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::http {

/// An IP address. IPv4 is kept as IPv6 sees it (RFC 4291 §2.5.5.2), so that both families compare alike.
class Address {
  public:
    using Bytes = std::array<std::uint8_t, 16>;

    Address() = default; ///< "::"
    explicit Address(const Bytes& bytes) : bytes_(bytes) {}
    /// Numeric only. Nothing when `text` is no address.
    static std::optional<Address> parse(std::string_view text);

    const Bytes& bytes() const { return bytes_; }
    bool is_v4() const;
    std::string text() const;
    /// Whose it is, as far as shares and limits go: the address itself, or for IPv6 the /64 network, since
    /// one machine has all of it.
    std::string owner() const;

  private:
    Bytes bytes_{};
};

/// "10.1.0.0/16", "2001:db8::/32", or one address.
class AddressRange {
  public:
    /// Nothing when `text` is no range.
    static std::optional<AddressRange> parse(std::string_view text);

    bool contains(const Address& address) const;
    /// More addresses than anybody's network has: wider than /8, or all of IPv4 in the dress of IPv6.
    bool is_too_wide() const;

  private:
    Address first_;
    std::size_t bits_ = 128;
    bool v4_ = false;
};

class AddressRanges {
  public:
    AddressRanges() = default;
    explicit AddressRanges(std::vector<AddressRange> ranges) : ranges_(std::move(ranges)) {}

    bool contains(const Address& address) const;

  private:
    std::vector<AddressRange> ranges_;
};

/// Proxies that are believed when they say whom they speak for.
class TrustedProxies : public AddressRanges {
  public:
    using AddressRanges::AddressRanges;

    /// Who sent a request that came from `peer` with this X-Forwarded-For: the last address in it that is no
    /// proxy of ours, for what stands further left was written by that one. `peer` itself when it is not
    /// trusted or says nothing that can be read.
    Address client_of(const Address& peer, std::string_view forwarded_for) const;
};

} // namespace stu::http
