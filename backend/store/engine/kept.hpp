#pragma once
#include "common/result.hpp"

#include <any>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

namespace stu::store {

/// Whether something came of it: all but an Error.
template <class Value> bool succeeded(const Value&) { return true; }
template <class Value> bool succeeded(const Result<Value>& result) { return static_cast<bool>(result); }

/// What was made of a database that has not changed since: when three hundred people hear of one change and
/// look at the same list again, it is read once. Of one connection, and used by one thread at a time.
class Kept {
  public:
    /// Bytes that an answer takes if that cannot be told from its type.
    enum class Size : std::uint16_t { page = 20'000, row = 500 };

    /// Forgets what was made of another state; see sql::Connection::state.
    void move_to(std::int64_t state) {
        if (std::exchange(state_, state) == state) return;
        pages_.clear();
        rows_.clear();
    }

    /// The answer to `question`, which `make()` finds if it is not known yet. A question belongs to one type.
    /// An Error is not kept.
    template <class Make> auto answer(Size size, const std::string& question, Make make) {
        using Answer = decltype(make());
        Answers& answers = size == Size::page ? pages_ : rows_;
        if (const std::any* const known = answers.find(question)) return std::any_cast<Answer>(*known);
        Answer made = make();
        if (succeeded(made)) answers.add(question, made, bytes_of(made, size));
        return made;
    }

  private:
    class Answers {
      public:
        explicit Answers(std::size_t room) : room_(room) {}

        const std::any* find(const std::string& question) const {
            const auto known = all_.find(question);
            return known == all_.end() ? nullptr : &known->second;
        }
        void add(const std::string& question, std::any answer, std::size_t bytes) {
            if (bytes > room_ / 4) return; // it would push out all others
            if (bytes_ + bytes > room_) clear();
            bytes_ += bytes;
            all_.emplace(question, std::move(answer));
        }
        void clear() {
            all_.clear();
            bytes_ = 0;
        }

      private:
        std::unordered_map<std::string, std::any> all_;
        std::size_t room_, bytes_ = 0;
    };

    static std::size_t bytes_of(const Result<std::string>& encoded, Size) { return encoded.value().size(); }
    template <class Answer> static std::size_t bytes_of(const Answer&, Size size) {
        return static_cast<std::size_t>(size);
    }

    std::int64_t state_ = 0;
    Answers pages_{1'000'000}, rows_{64'000}; ///< apart: many people do not push out the lists
};

} // namespace stu::store
