#pragma once
// From a message to words in a language.

#include "common/language/catalog.hpp"
#include "common/language/message.hpp"

#include <cstdint>
#include <string>

namespace stu {

/// Every {name} is replaced by what was given for it; one that was not given stays as it is.
std::string render(const Message& message, const Catalog& catalog = {});

/// "1,284", as the language groups digits.
std::string number_text(std::int64_t number, const Catalog& catalog = {});

/// `message` as it reads in that language; in any other it reads the same from then on.
Message settled(const Message& message, const Catalog& catalog);

} // namespace stu
