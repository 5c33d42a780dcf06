#pragma once
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace stu::http {

/// A queue in which everybody has one place at a time, and no more than so many items under way: whoever
/// brings much waits behind their own, and nobody else does.
template <class Item> class Turns {
  public:
    explicit Turns(std::size_t each) : each_(each) {}

    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }
    /// How many of theirs wait.
    std::size_t waiting(const std::string& whose) const {
        const auto own = owns_.find(whose);
        return own == owns_.end() ? 0 : own->second.items.size();
    }
    /// Whether `take` has one.
    bool has_next() const { return !next_.empty(); }

    void add(const std::string& whose, Item item) {
        Own& own = owns_[whose];
        own.items.push_back(std::move(item));
        ++size_;
        line_up(whose, own);
    }

    /// The next one, if anybody may have one more under way. `done` has to follow.
    std::optional<Item> take() {
        if (next_.empty()) return std::nullopt;
        const std::string whose = std::move(next_.front());
        next_.pop_front();
        Own& own = owns_.at(whose);
        own.in_line = false;
        Item item = std::move(own.items.front());
        own.items.pop_front();
        --size_;
        ++own.under_way;
        line_up(whose, own);
        return item;
    }

    /// One that `whose` had under way is done.
    void done(const std::string& whose) {
        const auto found = owns_.find(whose);
        --found->second.under_way;
        line_up(whose, found->second);
        if (found->second.under_way == 0 && found->second.items.empty()) owns_.erase(found);
    }

  private:
    struct Own {
        std::deque<Item> items;
        std::size_t under_way = 0;
        bool in_line = false;
    };

    void line_up(const std::string& whose, Own& own) {
        if (own.in_line || own.items.empty() || own.under_way >= each_) return;
        next_.push_back(whose);
        own.in_line = true;
    }

    std::size_t each_;
    std::unordered_map<std::string, Own> owns_;
    std::deque<std::string> next_; ///< whose turn it is
    std::size_t size_ = 0;
};

} // namespace stu::http
