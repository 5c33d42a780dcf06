#include "frontend-wasm/app/sending.hpp"

namespace stu::app {

std::string typed_since(const std::string& now, const std::string& sent) {
    if (!now.starts_with(sent)) return now;
    const std::size_t begin = now.find_first_not_of(" \n", sent.size());
    return begin == std::string::npos ? std::string() : now.substr(begin);
}

} // namespace stu::app
