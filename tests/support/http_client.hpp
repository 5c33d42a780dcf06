#pragma once
// HTTP over a raw socket: says exactly the bytes it is told to, so that tests can also say what no library
// would.

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace stu::test {

struct Reply {
    int status = 0;                             ///< 0 = none came
    std::map<std::string, std::string> headers; ///< names in lower case; a repeated one has a line for each
    std::string body;

    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string{} : found->second;
    }
};

class HttpConnection {
  public:
    /// Connects to this machine. Each read waits at most `patience`. Throws when it cannot connect. `from` is
    /// an address of this machine other than the usual one: all that begin with 127 are.
    explicit HttpConnection(std::uint16_t port, std::chrono::milliseconds patience = std::chrono::seconds(20),
                            const char* from = nullptr);
    HttpConnection(const HttpConnection&) = delete;
    HttpConnection& operator=(const HttpConnection&) = delete;
    ~HttpConnection();

    /// False when the server has closed and does not take it.
    bool send(std::string_view bytes);
    /// Says that nothing more is sent.
    void end();
    /// Leaves without a word, as a client that crashes: its system resets the connection.
    void reset();
    /// The next answer; status 0 when the connection ended, or patience did, before it was whole.
    Reply receive();
    /// Everything up to and with `mark`; empty when the connection ended, or patience did, before it came.
    std::string receive_until(std::string_view mark);
    /// Everything until the server closes. `closed` tells whether it did.
    std::string receive_all(bool& closed);

  private:
    bool read_more();

    int socket_;
    std::string buffer_;
};

/// One request on a connection of its own.
Reply ask(std::uint16_t port, std::string_view request);

} // namespace stu::test
