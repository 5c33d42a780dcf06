#pragma once
// A request and its answer, free of any HTTP library.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stu::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string id; ///< ours, for the log and for error messages
    std::string method;
    std::string path;                             ///< percent-decoded
    std::map<std::string, std::string> query;     ///< percent-decoded
    std::span<const Headers::value_type> headers; ///< names in lower case; borrowed
    std::string_view body;                        ///< borrowed
    std::string address;                          ///< of who asks, also behind a proxy: `Address::owner`
    bool campus = false;                          ///< many people come from that address
    std::uint64_t connection = 0;                 ///< that it came over, as the gate knows it
    std::string own_language = "en";              ///< the desk's, for whoever reads none of ours
    bool probe = false;                           ///< a load balancer's, which may not know our name

    /// Empty when it is not there. `name` in lower case.
    std::string_view header(std::string_view name) const {
        for (const auto& [key, value] : headers)
            if (key == name) return value;
        return {};
    }
    std::string parameter(const std::string& name) const {
        const auto found = query.find(name);
        return found == query.end() ? std::string{} : found->second;
    }
};

struct Response {
    int status = 200;
    std::string content_type;
    std::string body;
    std::string_view embedded = {}; ///< the body instead, when it is part of the program
    Headers headers;
    std::string user_id;  ///< for the log only
    bool goes_on = false; ///< a stream, which begins behind the headers
};

} // namespace stu::http
