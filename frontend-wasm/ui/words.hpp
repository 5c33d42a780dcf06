#pragma once
// Words as a frame shows them: in the reader's language, with an identity that does not depend on it. What is
// drawn or read aloud is made of a marked sentence, or said to be somebody's own words; a plain literal does
// not compile.

#include "common/language/catalog.hpp"
#include "common/language/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace stu::ui {

/// Lives until the next frame begins, and costs no more than two views.
class Words {
  public:
    constexpr Words() = default;
    Words(Marked sentence);
    Words(const Message& sentence);

    /// The English, from which ids are made.
    std::string_view id() const { return id_; }
    std::string_view text() const { return text_; }
    bool empty() const { return text_.empty(); }

  private:
    friend Words verbatim(std::string_view text);
    constexpr Words(std::string_view id, std::string_view text) : id_(id), text_(text) {}
    std::string_view id_ = "", text_ = ""; ///< never without an address, which Dear ImGui takes for no end
};

/// What somebody wrote, a name or a number: the same in every language. Holds no copy.
inline Words verbatim(std::string_view text) { return Words(text, text); }

/// The same, for text that is made up while the frame is drawn.
Words verbatim_copy(std::string text);

/// "1,284", as the language groups digits.
Words number(std::int64_t value);

/// Words that are kept until the next frame begins.
std::string_view kept_for_frame(std::string text);

/// The language of the present frame.
const Catalog& catalog();

/// Of the sources: nothing is translated.
inline const Catalog& english() {
    static const Catalog none;
    return none;
}

} // namespace stu::ui
