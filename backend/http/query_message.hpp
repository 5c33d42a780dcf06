#pragma once
// A message written as the parameters of a URL: a field each, lists with commas. For links that download
// something.

#include "common/enum_names.hpp"
#include "common/numbers.hpp"
#include "common/result.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace stu::http {

/// Visits a message's fields and fills in what the parameters name.
class QueryReader {
  public:
    explicit QueryReader(const std::map<std::string, std::string>& parameters) : parameters_(parameters) {}

    template <class T> void operator()(const char* name, T& field) {
        const auto found = parameters_.find(name);
        if (found == parameters_.end()) return;
        ++used_;
        good_ = read(found->second, field) && good_;
    }

    /// Everything was understood, and nothing was left over.
    bool finished() const { return good_ && used_ == parameters_.size(); }

  private:
    static bool read(std::string_view text, std::string& field) {
        field = text;
        return true;
    }
    static bool read(std::string_view text, std::int64_t& field) {
        const auto number = number_in<std::int64_t>(text);
        field = number.value_or(0);
        return number.has_value();
    }
    template <NamedEnum E> static bool read(std::string_view text, E& field) {
        const auto known = from_name<E>(text);
        if (known) field = *known;
        return known.has_value();
    }
    template <NamedEnum E> static bool read(std::string_view text, std::vector<E>& field) {
        while (!text.empty())
            if (!read(split_off(text, ','), field.emplace_back())) return false;
        return true;
    }

    const std::map<std::string, std::string>& parameters_;
    std::size_t used_ = 0;
    bool good_ = true;
};

/// malformed: an unknown parameter, or a value that is not of the field's type. `validate` decides the rest.
template <class Message> Result<Message> from_query(const std::map<std::string, std::string>& parameters) {
    Message message;
    QueryReader reader(parameters);
    Message::fields(message, reader);
    if (reader.finished()) return message;
    return refuse(Code::malformed,
                  tr("This address is not complete. Please go back and follow the link again."));
}

} // namespace stu::http
