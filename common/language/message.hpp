#pragma once
// Sentences for people, apart from the language in which they are read. A sentence is written in English
// where it is needed, marked with `tr` or `trn` so that xgettext finds it (tools/languages), and rendered by
// whoever shows it (render.hpp). What varies in it stands in braces and is given by name:
//
//     tr("Ticket {number} was rejected.", {{"number", ticket.number}})
//     trn("{count} ticket", "{count} tickets", rows)

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

struct Message;

/// A literal and nothing else: what xgettext can read.
class Literal {
  public:
    consteval Literal(const char* english) : english_(english) {}
    constexpr std::string_view english() const { return english_; }

  private:
    std::string_view english_;
};

/// A marked sentence in which nothing varies. Costs no more than the literal, also in tables.
class Marked {
  public:
    constexpr Marked() = default;
    explicit constexpr Marked(Literal literal) : english_(literal.english()) {}

    constexpr std::string_view english() const { return english_; }
    constexpr bool empty() const { return english_.empty(); }
    constexpr bool operator==(const Marked& other) const { return english_ == other.english_; }

  private:
    std::string_view english_ = "";
};

/// What stands for a {name}: words as somebody wrote them, a whole number, or another sentence. Holds no
/// copy, so it is written in the call that takes it.
class Given {
  public:
    Given(const char* name, std::string_view text) : name_(name), text_(text) {}
    Given(const char* name, const std::string& text) : name_(name), text_(text) {}
    Given(const char* name, std::integral auto number)
        : name_(name), number_(static_cast<std::int64_t>(number)), is_number_(true) {}
    Given(const char* name, Marked sentence) : name_(name), text_(sentence.english()), is_marked_(true) {}
    Given(const char* name, const Message& sentence) : name_(name), sentence_(&sentence) {}
    Given(const char* name, const char* text) = delete; ///< mark it, or say that nobody has to read it

  private:
    friend struct Argument;
    std::string_view name_, text_;
    const Message* sentence_ = nullptr;
    std::int64_t number_ = 0;
    bool is_number_ = false, is_marked_ = false;
};

/// A `Given` that lasts, and travels.
struct Argument {
    std::string name;
    std::string text;
    std::int64_t number = 0;
    bool is_number = false;
    std::vector<Message> sentence; ///< one, in place of text and number; or none

    Argument() = default;
    explicit Argument(const Given& given);

    bool operator==(const Argument& other) const;
    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("name", self.name);
        f("text", self.text);
        f("number", self.number);
        f("is_number", self.is_number);
        f("sentence", self.sentence);
    }
};

/// A sentence with all that varies in it. Empty = nothing is said.
struct Message {
    std::string english;    ///< its name in every catalog
    std::string plural;     ///< the same for several; empty where it has one form
    std::int64_t count = 0; ///< chooses the form
    std::vector<Argument> arguments;

    Message() = default;
    Message(Marked sentence) : english(sentence.english()) {}

    bool empty() const { return english.empty(); }
    bool operator==(const Message& other) const;
    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("english", self.english);
        f("plural", self.plural);
        f("count", self.count);
        f("arguments", self.arguments);
    }
};

consteval Marked tr(const char* english) { return Marked(Literal(english)); }
Message tr(Literal english, std::initializer_list<Given> given);
/// `count` chooses the form and stands for {count}.
Message trn(Literal one, Literal many, std::int64_t count, std::initializer_list<Given> given = {});

/// What somebody wrote, or a proper name: the same in every language.
Message as_written(std::string_view text);

} // namespace stu
