#pragma once
// Something the server is asked for.

#include "common/result.hpp"

#include <optional>

namespace stu::app {

/// Nothing yet, a value, or a refusal. An old value stays while a new one loads.
template <class T> struct Loaded {
    bool loading = false;
    std::optional<T> value;
    std::optional<Error> error;

    void start() {
        loading = true;
        error.reset();
    }
    void finish(const Result<T>& result) {
        loading = false;
        if (result) {
            value = result.value();
            error.reset();
        } else {
            error = result.error();
        }
    }
};

/// The same where others may change it while somebody is looking (news.hpp).
template <class T> struct Live : Loaded<T> {
    std::optional<T>
        unshown; ///< newer; it would move what the person reads or is about to press, so it waits
};

} // namespace stu::app
