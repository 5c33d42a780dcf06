#pragma once
// What every form has beside what is typed into it.

#include "common/result.hpp"

#include <map>
#include <string>
#include <vector>

namespace stu::app {

/// What is wrong with a form, and whether it is on its way.
struct Sending {
    bool busy = false;
    bool waiting = false; ///< for a connection; then it is sent by itself (waiting.hpp)
    std::vector<FieldError> errors;
    Message refusal; ///< a sentence that belongs to no field
    /// What stood in the form when it was refused, by field; filled in by take_back_errors.
    std::map<std::string, std::string> refused;

    void start() {
        busy = true;
        errors.clear();
        refused.clear();
        refusal = {};
    }
    void stop(const Error& error) {
        busy = waiting = false;
        errors = error.details;
        refused.clear();
        refusal = error.details.empty() ? error.message : Message();
    }
};

/// What stands in a field after `sent` of it has arrived: what was typed meanwhile. All of it where the
/// beginning was changed.
std::string typed_since(const std::string& now, const std::string& sent);

} // namespace stu::app
