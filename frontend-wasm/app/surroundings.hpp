#pragma once
// What the app may ask of the world around it. The browser answers in one build, a script in the tests.

#include <cstdint>
#include <string>

namespace stu::app {

class Surroundings {
  public:
    virtual ~Surroundings() = default;
    virtual std::int64_t now_ms() const = 0;
    /// In the reader's language and time zone: "4 min", "yesterday", "12 Nov".
    virtual std::string relative_time(std::int64_t at_ms) const = 0;
    /// "20 Nov 2026, 19:42"
    virtual std::string exact_time(std::int64_t at_ms) const = 0;
    /// 32 hex digits that nobody else has.
    virtual std::string new_request_id() = 0;
};

} // namespace stu::app
