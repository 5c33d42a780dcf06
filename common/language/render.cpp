#include "common/language/render.hpp"

#include <algorithm>

namespace stu {
namespace {

// Translators: how your language writes the number 1234. Only what stands between 1 and 2 is used, for all
// numbers.
constexpr Marked example_number = tr("1,234");

std::string rendered(const Argument& argument, const Catalog& catalog) {
    if (!argument.sentence.empty()) return render(argument.sentence.front(), catalog);
    return argument.is_number ? number_text(argument.number, catalog) : argument.text;
}

} // namespace

std::string number_text(std::int64_t number, const Catalog& catalog) {
    std::string text = std::to_string(number);
    // A translator may have written it with other digits: then there is none.
    const std::string_view example = catalog.translated(example_number.english());
    const std::size_t one = example.find('1'), two = example.find('2', one);
    const std::string_view separator =
        two == example.npos ? std::string_view{} : example.substr(one + 1, two - one - 1);
    for (std::size_t end = text.size(); end > 3 && text[end - 4] != '-'; end -= 3)
        text.insert(end - 3, separator);
    return text;
}

std::string render(const Message& message, const Catalog& catalog) {
    std::string_view pattern = message.plural.empty()
                                   ? catalog.translated(message.english)
                                   : catalog.translated(message.english, message.plural, message.count);
    std::string words;
    while (!pattern.empty()) {
        const std::size_t open = std::min(pattern.find('{'), pattern.size()), end = pattern.find('}', open);
        words += pattern.substr(0, open);
        if (end == pattern.npos) return words.append(pattern.substr(open));
        const std::string_view name = pattern.substr(open + 1, end - open - 1);
        const auto given = std::find_if(message.arguments.begin(), message.arguments.end(),
                                        [&](const Argument& each) { return each.name == name; });
        if (given != message.arguments.end())
            words += rendered(*given, catalog);
        else
            words += pattern.substr(open, end + 1 - open);
        pattern.remove_prefix(end + 1);
    }
    return words;
}

Message settled(const Message& message, const Catalog& catalog) {
    return as_written(render(message, catalog));
}

} // namespace stu
