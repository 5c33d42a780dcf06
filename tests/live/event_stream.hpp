#pragma once
// Listens as a browser does, and gives the events one by one.

#include "common/wire/json.hpp"
#include "tests/api/desk.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace stu::test {

struct StreamEvent {
    std::string name, id, data; ///< an empty name: none came, or the stream is over

    News news() const { return wire::from_json<News>(data).value(); }
};

/// Of text/event-stream as our server writes it: one line of data.
inline StreamEvent event_in(std::string_view block) {
    StreamEvent event;
    while (!block.empty()) {
        const std::string_view line = block.substr(0, block.find('\n'));
        block.remove_prefix(line.size() + 1);
        const auto value = [&](std::string_view field) { return std::string(line.substr(field.size())); };
        if (line.starts_with("id: ")) event.id = value("id: ");
        if (line.starts_with("event: ")) event.name = value("event: ");
        if (line.starts_with("data: ")) event.data = value("data: ");
    }
    return event;
}

class EventStream {
  public:
    /// As `client`; `parameters` begin with a question mark.
    EventStream(const RunningServer& server, const ApiClient& client, const std::string& parameters = {},
                const std::string& headers = {})
        : connection_(std::make_unique<HttpConnection>(server.port())) {
        connection_->send("GET /api/changes.listen" + parameters + " HTTP/1.1\r\n" + client.common_headers() +
                          headers + "\r\n");
        head_ = connection_->receive();
    }

    const Reply& head() const { return head_; }
    /// The next one that has a name, heartbeats left out unless `also_alive`.
    StreamEvent next(bool also_alive = false) {
        for (;;) {
            const std::string block = connection_->receive_until("\n\n");
            if (block.empty()) return {};
            StreamEvent event = event_in(block);
            if (!event.name.empty() && (also_alive || event.name != stream_event::alive)) return event;
        }
    }
    /// The first event of every stream.
    StreamEvent greeting() { return next(true); }
    /// Whether nothing comes any more because the server has closed.
    bool is_over() {
        bool closed = false;
        connection_->receive_all(closed);
        return closed;
    }

  private:
    std::unique_ptr<HttpConnection> connection_;
    Reply head_;
};

} // namespace stu::test
