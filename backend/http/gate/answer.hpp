#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace stu::http {

/// What goes out to a client for one request: all of it, or the beginning of a stream.
struct Answer {
    std::string text = {};      ///< status line, headers, and the body if it was made for this answer
    std::string_view rest = {}; ///< the body if it is part of the program: sent from there, without a copy
    bool signed_in = false;     ///< goes to somebody who has proven who they are
    /// A stream: what is published for its connection follows, until either side ends it. It says by no
    /// `Content-Length` where it ends.
    bool goes_on = false;

    std::size_t size() const { return text.size() + rest.size(); }
    /// What comes after the first `written` bytes, as far as it lies together.
    std::string_view after(std::size_t written) const {
        return written < text.size() ? std::string_view(text).substr(written)
                                     : rest.substr(written - text.size());
    }
};

} // namespace stu::http
