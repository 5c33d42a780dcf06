#include "backend/http/gate/socket.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <system_error>

namespace stu::http {
namespace {

constexpr int backlog = 1024;

struct AddressList {
    addrinfo* first = nullptr;
    ~AddressList() {
        if (first != nullptr) ::freeaddrinfo(first);
    }
};

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

void set_option(int socket, int level, int option, int value) {
    if (::setsockopt(socket, level, option, &value, sizeof value) != 0) fail("setsockopt");
}

std::uint16_t bound_port(int socket) {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) != 0) fail("getsockname");
    return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                                               : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

Address address_of(const sockaddr_storage& socket_address) {
    if (socket_address.ss_family == AF_INET) {
        std::array<char, INET_ADDRSTRLEN> text{};
        ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(socket_address).sin_addr, text.data(),
                    text.size());
        return Address::parse(text.data()).value_or(Address{});
    }
    Address::Bytes bytes{};
    const in6_addr& v6 = reinterpret_cast<const sockaddr_in6&>(socket_address).sin6_addr;
    std::copy(std::begin(v6.s6_addr), std::end(v6.s6_addr), bytes.begin());
    return Address(bytes);
}

} // namespace

Listener::Listener(const std::string& address, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    hints.ai_socktype = SOCK_STREAM;
    AddressList found;
    if (::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found.first) != 0)
        throw std::runtime_error("\"" + address + "\" is not a numeric address such as 127.0.0.1");
    descriptor_ = Descriptor(::socket(found.first->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!descriptor_) fail("socket");
    set_option(descriptor_.number(), SOL_SOCKET, SO_REUSEADDR, 1);
    if (::bind(descriptor_.number(), found.first->ai_addr, found.first->ai_addrlen) != 0 ||
        ::listen(descriptor_.number(), backlog) != 0)
        throw std::system_error(errno, std::generic_category(),
                                "cannot listen on " + address + " port " + std::to_string(port));
    port_ = bound_port(descriptor_.number());
}

std::pair<Descriptor, Address> accept_from(const Listener& listener) {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    Descriptor peer(::accept4(listener.number(), reinterpret_cast<sockaddr*>(&address), &length,
                              SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!peer) return {Descriptor(), Address()};
    // Answers are written whole, so waiting to fill a segment only adds delay.
    const int on = 1;
    ::setsockopt(peer.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // What cannot be sent yet waits with us, where it is counted, and not by megabytes in the kernel.
    const int unsent = 128 << 10;
    ::setsockopt(peer.number(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent);
    return {std::move(peer), address_of(address)};
}

Descriptor spare_descriptor() { return Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC)); }

void end_when_unread(const Descriptor& socket, std::chrono::milliseconds time) {
    set_option(socket.number(), IPPROTO_TCP, TCP_USER_TIMEOUT, static_cast<int>(time.count()));
}

} // namespace stu::http
