#pragma once
#include <any>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

namespace stu::store {

/// What was made of a database that has not changed since: when three hundred people hear of one change and
/// look at the same list again, it is read once. Of one connection, and used by one thread at a time.
class Kept {
  public:
    /// Forgets what was made of another state; see sql::Connection::state.
    void move_to(std::int64_t state) {
        if (std::exchange(state_, state) != state) answers_.clear();
    }

    /// The answer to `question`, which `make()` finds if it is not known yet. A question belongs to one type.
    template <class Make> auto answer(const std::string& question, Make make) {
        using Answer = decltype(make());
        if (const auto known = answers_.find(question); known != answers_.end())
            return std::any_cast<Answer>(known->second);
        Answer made = make();
        if (answers_.size() >= most) answers_.clear();
        answers_.emplace(question, made);
        return made;
    }

  private:
    static constexpr std::size_t most = 48; ///< of at most some 20 KB each

    std::int64_t state_ = 0;
    std::unordered_map<std::string, std::any> answers_;
};

} // namespace stu::store
