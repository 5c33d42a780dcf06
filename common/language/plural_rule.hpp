#pragma once
// Which of its forms a sentence takes for a number, as a catalog's header says it in an expression of C:
// "nplurals=2; plural=(n != 1);"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu {

class PluralRule {
  public:
    /// English.
    PluralRule() = default;
    /// Nothing when `header` is no such rule: an unknown sign, nesting deeper than 32, more than 8 forms.
    static std::optional<PluralRule> read(std::string_view header);

    /// 0 to `forms() - 1`.
    std::size_t form_of(std::int64_t count) const;
    std::size_t forms() const { return forms_; }

  private:
    std::string expression_ = "n != 1";
    std::size_t forms_ = 2;
};

} // namespace stu
