#include "common/language/message.hpp"

namespace stu {

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

bool Argument::operator==(const Argument& other) const {
    return name == other.name && text == other.text && number == other.number &&
           is_number == other.is_number && sentence == other.sentence;
}

bool Message::operator==(const Message& other) const {
    return english == other.english && plural == other.plural && count == other.count &&
           arguments == other.arguments;
}

Message tr(Literal english, std::initializer_list<Given> given) {
    Message message;
    message.english = english.english();
    for (const Given& each : given) message.arguments.emplace_back(each);
    return message;
}

Message trn(Literal one, Literal many, std::int64_t count, std::initializer_list<Given> given) {
    Message message = tr(one, given);
    message.plural = many.english();
    message.count = count;
    message.arguments.emplace_back(Given("count", count));
    return message;
}

Message as_written(std::string_view text) {
    Message message;
    if (text.empty()) return message;
    message.english = "{text}"; // in no catalog
    message.arguments.emplace_back(Given("text", text));
    return message;
}

} // namespace stu
