#include "backend/http/gate/acceptor.hpp"

#include <cerrno>
#include <sys/epoll.h>

namespace stu::http {

void Acceptor::accept_all(const std::function<void(Descriptor socket, const Address& peer)>& take) {
    constexpr int accepted_at_once = 256;
    for (int i = 0; i < accepted_at_once; ++i) {
        auto [socket, peer] = accept_from(listener_);
        if (socket) {
            take(std::move(socket), peer);
            continue;
        }
        switch (errno) {
        case EAGAIN: return;
        case EMFILE:
        case ENFILE: shed_one(); return;
        case ENOBUFS:
        case ENOMEM: pause(); return;
        default: continue; // that one connection has gone already (accept(2))
        }
    }
}

void Acceptor::shed_one() {
    spare_.reset();
    accept_from(listener_);
    spare_ = spare_descriptor();
}

/// The system has no memory for a connection: asking again at once would only take the time of those that are
/// there.
void Acceptor::pause() {
    listen_for_(0);
    paused_until_ = now() + limits_.accept_pause;
}

void Acceptor::resume(Time moment) {
    if (!paused_until_ || *paused_until_ > moment) return;
    listen_for_(EPOLLIN);
    paused_until_.reset();
}

void Acceptor::close() {
    listener_.close();
    paused_until_.reset();
}

} // namespace stu::http
