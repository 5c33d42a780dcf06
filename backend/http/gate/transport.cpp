#include "backend/http/gate/transport.hpp"

#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/types.h>

namespace stu::http {
namespace {

class Plain final : public Transport {
  public:
    explicit Plain(int socket) : socket_(socket) {}

    bool needs_greeting() const override { return false; }
    Transfer greet() override { return {1, 0}; }

    Transfer receive(char* to, std::size_t size) override {
        return outcome(::recv(socket_, to, size, 0), EPOLLIN);
    }

    Transfer send(const char* from, std::size_t size) override {
        ssize_t sent = 0;
        do { sent = ::send(socket_, from, size, MSG_NOSIGNAL); } while (sent < 0 && errno == EINTR);
        return outcome(sent, EPOLLOUT);
    }

    void finish() override { ::shutdown(socket_, SHUT_WR); }

  private:
    static Transfer outcome(ssize_t moved, std::uint32_t otherwise) {
        if (moved > 0) return {static_cast<std::size_t>(moved), 0};
        const bool later = moved < 0 && (errno == EAGAIN || errno == EINTR);
        return {0, later ? otherwise : 0};
    }

    int socket_;
};

} // namespace

std::unique_ptr<Transport> open_plain(int socket) { return std::make_unique<Plain>(socket); }

} // namespace stu::http
