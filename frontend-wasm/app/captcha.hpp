#pragma once
// Showing that a person fills a form in. The answer belongs to no page: it is good for the next form that
// asks.

#include <cstdint>
#include <string>

namespace stu::app {

/// Forms that ask whether a person fills them in.
enum class CaptchaFor : std::uint8_t { nothing, sign_in, student, staff, confirmation, forgotten, ticket };

/// The answer that the next such form takes along.
struct CaptchaState {
    std::string answer;
    std::int64_t since_ms = 0;                ///< when the answer or the challenge was had
    bool working = false;                     ///< on a proof of work
    CaptchaFor waiting = CaptchaFor::nothing; ///< form to be sent once there is an answer
    std::int64_t used = 0;                    ///< answers so far: each needs a new checkbox
};

} // namespace stu::app
