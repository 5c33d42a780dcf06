#pragma once
#include <any>
#include <array>
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
    enum class Size : std::uint8_t {
        page, ///< up to some 20 KB
        row,  ///< up to some 500 bytes
    };

    /// Forgets what was made of another state; see sql::Connection::state.
    void move_to(std::int64_t state) {
        if (std::exchange(state_, state) != state)
            for (Answers& each : answers_) each.clear();
    }

    /// The answer to `question`, which `make()` finds if it is not known yet. A question belongs to one type.
    template <class Make> auto answer(Size size, const std::string& question, Make make) {
        using Answer = decltype(make());
        Answers& answers = answers_[static_cast<std::size_t>(size)];
        if (const auto known = answers.find(question); known != answers.end())
            return std::any_cast<Answer>(known->second);
        Answer made = make();
        if (answers.size() >= most[static_cast<std::size_t>(size)]) answers.clear();
        answers.emplace(question, made);
        return made;
    }

  private:
    using Answers = std::unordered_map<std::string, std::any>;
    static constexpr std::array<std::size_t, 2> most{48, 128};

    std::int64_t state_ = 0;
    std::array<Answers, 2> answers_; ///< by their size: many people do not push out the lists
};

} // namespace stu::store
