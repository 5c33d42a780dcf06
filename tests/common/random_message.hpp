#pragma once
// Any message of the API, filled at random from a seed.

#include "common/enum_names.hpp"
#include "common/wire/messages.hpp"

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace stu::test {

class RandomMessage {
  public:
    explicit RandomMessage(std::uint64_t seed) : random_(seed) {}

    template <wire::Record T> T make() {
        T message;
        fill(message);
        return message;
    }

    template <class T> void operator()(const char*, T& value) { fill(value); }

  private:
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

    template <wire::Record T> void fill(T& record) { T::fields(record, *this); }
    template <NamedEnum E> void fill(E& value) { value = static_cast<E>(below(count_of<E>())); }
    template <class T> void fill(std::vector<T>& list) {
        list.resize(below(4));
        for (T& item : list) fill(item);
    }
    /// As both forms carry it: JSON has no more than the words.
    void fill(Message& message) {
        std::string text;
        fill(text);
        message = as_written(text);
    }
    void fill(bool& flag) { flag = below(2) == 1; }
    void fill(std::int64_t& number) {
        constexpr std::int64_t edges[] = {0,
                                          1,
                                          -1,
                                          2'147'483'648,
                                          std::numeric_limits<std::int64_t>::min(),
                                          std::numeric_limits<std::int64_t>::max()};
        number = below(2) == 0 ? edges[below(6)] : static_cast<std::int64_t>(random_());
    }
    /// Everything that an encoding could get wrong: quotes, escapes, control characters, every length of
    /// UTF-8.
    void fill(std::string& text) {
        constexpr std::string_view pieces[] = {
            "a",    "Z",    "7",       " ",      "\"",     "\\",     "/",      "\n", "\t", "\r",       "\x01",
            "\x1F", "\x7F", "\\u0041", "\u0080", "\u00E9", "\u2028", "\uFFFD", "学", "🎓",  "{\"id\":["};
        text.clear();
        for (std::size_t left = below(20); left > 0; --left) text += pieces[below(std::size(pieces))];
    }

    std::mt19937_64 random_;
};

/// Calls `f` with a default-constructed message of every type that travels.
template <class F> void each_message_type(F&& f) {
    Api::each([&f](auto endpoint) {
        f(typename decltype(endpoint)::Request{});
        f(typename decltype(endpoint)::Response{});
    });
    f(Error{});
}

} // namespace stu::test
