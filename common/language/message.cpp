#include "common/language/message.hpp"

namespace stu {

// Called hundreds of times: as calls they take less room in the app than inlined.
#define OUT_OF_LINE [[gnu::noinline]]

OUT_OF_LINE Given::Given(const char* name, std::string_view text) : name_(name), text_(text) {}
OUT_OF_LINE Given::Given(const char* name, const std::string& text) : name_(name), text_(text) {}
OUT_OF_LINE Given::Given(const char* name, Marked sentence)
    : name_(name), text_(sentence.english()), is_marked_(true) {}
OUT_OF_LINE Given::Given(const char* name, const Message& sentence) : name_(name), sentence_(&sentence) {}
OUT_OF_LINE Given::Given(Number, const char* name, std::int64_t number)
    : name_(name), number_(number), is_number_(true) {}

Argument::Argument(const Given& given)
    : name(given.name_), number(given.number_), is_number(given.is_number_) {
    if (given.sentence_ != nullptr) {
        sentence.push_back(*given.sentence_);
    } else if (given.is_marked_) {
        sentence.emplace_back().english = given.text_;
    } else {
        text = given.text_;
    }
}

Message::Message(Marked sentence) : english(sentence.english()) {}
OUT_OF_LINE Message::~Message() = default;
OUT_OF_LINE Message::Message(const Message& other) = default;
OUT_OF_LINE Message::Message(Message&& other) noexcept = default;
OUT_OF_LINE Message& Message::operator=(const Message& other) = default;
OUT_OF_LINE Message& Message::operator=(Message&& other) noexcept = default;

bool Argument::operator==(const Argument& other) const {
    return name == other.name && text == other.text && number == other.number &&
           is_number == other.is_number && sentence == other.sentence;
}

bool Message::operator==(const Message& other) const {
    return english == other.english && plural == other.plural && count == other.count &&
           arguments == other.arguments;
}

OUT_OF_LINE Message tr(Literal english, std::initializer_list<Given> given) {
    Message message;
    message.english = english.english();
    for (const Given& each : given) message.arguments.emplace_back(each);
    return message;
}

OUT_OF_LINE Message trn(Literal one, Literal many, std::int64_t count, std::initializer_list<Given> given) {
    Message message = tr(one, given);
    message.plural = many.english();
    message.count = count;
    message.arguments.emplace_back(Given("count", count));
    return message;
}

OUT_OF_LINE Message as_written(std::string_view text) {
    Message message;
    if (text.empty()) return message;
    message.english = "{text}"; // in no catalog
    message.arguments.emplace_back(Given("text", text));
    return message;
}

#undef OUT_OF_LINE

} // namespace stu
