#include "backend/http/cookies.hpp"
#include "tests/fuzz/target.hpp"

using namespace stu;

namespace {

const http::Settings plain{{"http://localhost"}}, secure{{"https://desk.example.edu"}};

} // namespace

std::vector<std::string_view> stu::fuzz::words() {
    return {"; ",
            ";",
            "=",
            "__Host-",
            "stuticket_session=",
            "aaaaaaaaaaaaaaaa",
            "A",
            "\"",
            std::string_view("\0", 1)};
}

std::vector<std::string> stu::fuzz::seeds() {
    const std::string token(64, 'a');
    return {"stuticket_session=" + token,
            "__Host-stuticket_session=" + token + "; stuticket_session=" + token,
            "theme=dark; stuticket_session=" + token + "; x",
            "stuticket_session=; stuticket_session=" + token, ";;=; ="};
}

/// Whatever comes, it is a token or nothing, and it is what the browser was once given.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view header(reinterpret_cast<const char*>(data), size);
    for (const http::Settings* settings : {&plain, &secure}) {
        for (const char* name : {settings->session_cookie(), settings->browser_cookie()}) {
            const std::string token = http::cookie_token(header, name);
            if (token.empty()) continue;
            fuzz::require(token.size() == 64 && token.find_first_not_of("0123456789abcdef") == token.npos);
            fuzz::require(header.find(std::string(name) + "=" + token) != header.npos);
        }
    }
    return 0;
}
