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

/// A literal and nothing else: what xgettext can read. One pointer, for there are hundreds in the app.
class Literal {
  public:
    consteval Literal(const char* english) : english_(english) {}
    constexpr const char* english() const { return english_; }

  private:
    const char* english_;
};

/// A marked sentence in which nothing varies. Costs no more than the literal, also in tables.
class Marked {
  public:
    constexpr Marked() = default;
    explicit constexpr Marked(Literal literal) : english_(literal.english()) {}

    constexpr std::string_view english() const { return english_; }
    constexpr bool empty() const { return *english_ == '\0'; }

  private:
    const char* english_ = "";
};

/// What stands for a {name}: words as somebody wrote them, a whole number, or another sentence. Holds no
/// copy, so it is written in the call that takes it.
class Given {
  public:
    Given(const char* name, std::string_view text);
    Given(const char* name, const std::string& text);
    Given(const char* name, std::integral auto number)
        : Given(Number{}, name, static_cast<std::int64_t>(number)) {}
    Given(const char* name, Marked sentence);
    Given(const char* name, const Message& sentence);
    Given(const char* name, const char* text) = delete; ///< mark it, or say that nobody has to read it

  private:
    friend struct Argument;
    struct Number {};
    Given(Number, const char* name, std::int64_t number);

    const char* name_;
    std::string_view text_ = {};
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
    Message(Marked sentence);
    ~Message(); // and the rest out of line: sentences come and go all over the app
    Message(const Message& other);
    Message(Message&& other) noexcept;
    Message& operator=(const Message& other);
    Message& operator=(Message&& other) noexcept;

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
