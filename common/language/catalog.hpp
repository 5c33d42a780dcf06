#pragma once
// The translations of one language, read from the form that msgfmt writes (.mo).

#include "common/language/plural_rule.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu {

class Catalog {
  public:
    /// English, which stands in the program: nothing is translated.
    Catalog() = default;
    /// Nothing when `bytes` are no catalog: any string outside of them, not in order, not UTF-8, more than
    /// 16,384 messages, no rule for plurals.
    static std::optional<Catalog> read(std::string bytes);

    /// The sentence in this language; `english` itself where there is none.
    std::string_view translated(std::string_view english) const;
    /// The form of it that `count` needs.
    std::string_view translated(std::string_view english, std::string_view plural, std::int64_t count) const;

    std::size_t size() const { return size_; }
    std::string_view english_at(std::size_t index) const { return text_at(originals_, index); }

  private:
    std::uint32_t word_at(std::size_t offset) const;
    /// Of the table at `table`; without what follows a NUL.
    std::string_view text_at(std::size_t table, std::size_t index) const;
    std::string_view whole_at(std::size_t table, std::size_t index) const;
    bool is_sound() const;
    /// All forms, one behind the other; empty where there is no translation.
    std::string_view found(std::string_view english) const;

    std::string bytes_;
    std::size_t size_ = 0, originals_ = 0, translations_ = 0;
    PluralRule plurals_;
};

} // namespace stu
