#include "backend/system/names.hpp"

#include <arpa/nameser.h>
#include <array>
#include <memory>
#include <netdb.h>
#include <resolv.h>
#include <stdexcept>

namespace stu::system {

bool has_address(const std::string& host) {
    addrinfo* found = nullptr;
    const bool any = ::getaddrinfo(host.c_str(), nullptr, nullptr, &found) == 0;
    if (found != nullptr) ::freeaddrinfo(found);
    return any;
}

std::vector<std::string> text_records(const std::string& name) {
    struct __res_state resolver {};
    if (::res_ninit(&resolver) != 0) throw std::runtime_error("The resolver cannot be used.");
    const std::unique_ptr<struct __res_state, void (*)(struct __res_state*)> closed(
        &resolver, [](struct __res_state* state) { ::res_nclose(state); });
    std::array<unsigned char, NS_MAXMSG> answer{};
    const int length = ::res_nquery(&resolver, name.c_str(), ns_c_in, ns_t_txt, answer.data(),
                                    static_cast<int>(answer.size()));
    if (length < 0) {
        if (resolver.res_h_errno == HOST_NOT_FOUND || resolver.res_h_errno == NO_DATA) return {};
        throw std::runtime_error("No name server says what there is at " + name + ".");
    }
    ns_msg message{};
    if (::ns_initparse(answer.data(), length, &message) != 0)
        throw std::runtime_error("What the name server says of " + name + " cannot be read.");
    std::vector<std::string> texts;
    for (int i = 0; i < ns_msg_count(message, ns_s_an); ++i) {
        ns_rr record{};
        if (::ns_parserr(&message, ns_s_an, i, &record) != 0 || ns_rr_type(record) != ns_t_txt) continue;
        std::string& text = texts.emplace_back();
        const unsigned char* at = ns_rr_rdata(record);
        const unsigned char* const end = at + ns_rr_rdlen(record);
        while (at < end && at + 1 + *at <= end) { // pieces of up to 255 bytes, each behind its length
            text.append(at + 1, at + 1 + *at);
            at += 1 + *at;
        }
    }
    return texts;
}

} // namespace stu::system
