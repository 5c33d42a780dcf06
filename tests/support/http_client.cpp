#include "tests/support/http_client.hpp"

#include "common/text.hpp"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace stu::test {

HttpConnection::HttpConnection(std::uint16_t port, std::chrono::milliseconds patience, const char* from)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval wait{patience.count() / 1000, (patience.count() % 1000) * 1000};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in own{};
    own.sin_family = AF_INET;
    const bool bound =
        from == nullptr || (::inet_pton(AF_INET, from, &own.sin_addr) == 1 &&
                            ::bind(socket_, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0);
    if (!bound || ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        const int reason = errno;
        ::close(socket_);
        throw std::system_error(reason, std::generic_category(), "connect");
    }
}

HttpConnection::~HttpConnection() { ::close(socket_); }

bool HttpConnection::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool HttpConnection::read_more() {
    std::array<char, 65'536> chunk{};
    ssize_t got = 0;
    do {
        got = ::recv(socket_, chunk.data(), chunk.size(), 0);
    } while (got < 0 && errno == EINTR); // the end of a checking process
    if (got <= 0) return false;
    buffer_.append(chunk.data(), static_cast<std::size_t>(got));
    return true;
}

void HttpConnection::end() { ::shutdown(socket_, SHUT_WR); }

void HttpConnection::reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(socket_, -1));
}

Reply HttpConnection::receive() {
    std::size_t head_end = 0;
    while ((head_end = buffer_.find("\r\n\r\n")) == std::string::npos)
        if (!read_more()) return {};
    Reply reply;
    std::string_view head = std::string_view(buffer_).substr(0, head_end + 2);
    reply.status = std::stoi(std::string(head.substr(9, 3)));
    for (head.remove_prefix(head.find("\r\n") + 2); !head.empty();
         head.remove_prefix(head.find("\r\n") + 2)) {
        const std::string_view line = head.substr(0, head.find("\r\n"));
        const std::size_t colon = line.find(':');
        std::string& value = reply.headers[lower_ascii(line.substr(0, colon))];
        value += (value.empty() ? "" : "\n") + trimmed(line.substr(colon + 1));
    }
    const std::string length_text = reply.header("content-length");
    const std::size_t length = length_text.empty() ? 0 : std::stoul(length_text);
    buffer_.erase(0, head_end + 4);
    while (buffer_.size() < length)
        if (!read_more()) return {};
    reply.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return reply;
}

std::string HttpConnection::receive_until(std::string_view mark) {
    std::size_t at = 0;
    while ((at = buffer_.find(mark)) == std::string::npos)
        if (!read_more()) return {};
    std::string received = buffer_.substr(0, at + mark.size());
    buffer_.erase(0, received.size());
    return received;
}

std::string HttpConnection::receive_all(bool& closed) {
    errno = 0;
    while (read_more()) errno = 0;
    closed = errno != EAGAIN && errno != EWOULDBLOCK;
    return std::exchange(buffer_, {});
}

Reply ask(std::uint16_t port, std::string_view request) {
    HttpConnection connection(port);
    connection.send(request); // a refusal may come before everything has been taken
    return connection.receive();
}

} // namespace stu::test
