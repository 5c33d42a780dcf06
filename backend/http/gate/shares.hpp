#pragma once
// What all connections share, such as memory, and how much of it one of them may have.

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stu::http {

struct ShareLimits {
    std::size_t total = 0;   ///< of all together
    std::size_t address = 0; ///< of one address
    std::size_t campus = 0;  ///< of one address that stands for many people
    std::size_t session = 0; ///< of one signed-in browser
};

/// Whom a connection counts for.
struct Parties {
    std::string address; ///< empty: a proxy that has not said yet whom it speaks for
    std::string session; ///< empty: not known
    bool campus = false; ///< many people come from the address

    bool operator==(const Parties&) const = default;
};

/// Who holds how much. Whoever comes last is never the one to go: the shares say among whom room has to be
/// made, and the gate picks the slowest of them.
class Shares {
  public:
    using Holders = std::set<std::uint64_t>;

    explicit Shares(const ShareLimits& limits) : limits_(limits) {}

    /// From now on connection `id` holds this much, for these parties; 0 = nothing.
    void hold(std::uint64_t id, const Parties& parties, std::size_t amount);
    void release(std::uint64_t id) { hold(id, {}, 0); }
    std::size_t held_by(std::uint64_t id) const;
    std::size_t total() const { return total_; }

    /// Among whom room has to be made, because a share that `id` has a part in is exceeded: all who hold of
    /// its session's, of its address's, or, when there is no room at all, those of the addresses with the
    /// most. Empty when all is well.
    std::vector<const Holders*> crowded(std::uint64_t id) const;

  private:
    struct Party {
        std::size_t amount = 0;
        std::size_t limit = 0;
        Holders holders;
    };
    using Table = std::map<std::string, Party>;
    struct Held {
        std::size_t amount = 0;
        Table::iterator address, session;
        bool has_session = false;
        bool is(const Parties& parties, std::size_t wanted) const {
            return amount == wanted && address->first == parties.address &&
                   (has_session ? session->first == parties.session : parties.session.empty());
        }
    };

    Table::iterator join(Table& table, const std::string& name, std::size_t limit, std::uint64_t id);
    void leave(Table& table, Table::iterator party, std::uint64_t id, std::size_t amount);
    void leave(std::uint64_t id);
    std::size_t address_limit(const Parties& parties) const;

    ShareLimits limits_;
    std::size_t total_ = 0;
    Table addresses_, sessions_;
    std::set<std::pair<std::size_t, const Party*>> by_amount_; ///< of addresses_
    std::unordered_map<std::uint64_t, Held> held_;
};

} // namespace stu::http
