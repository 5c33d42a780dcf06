#pragma once
// TLS with OpenSSL: versions 1.2 and 1.3, ECDHE with authenticated encryption only, no compression, no
// renegotiation, no session tickets (a key of theirs that leaks would open old recordings).

#include "backend/http/gate/transport.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

namespace stu::http {

class Tls {
  public:
    /// PEM files: the server's certificate followed by those between it and a well-known one, and its key.
    /// Throws std::runtime_error with a sentence for the operator when they cannot be read, do not belong
    /// together, or the key is open to other users.
    Tls(std::filesystem::path certificate, std::filesystem::path key);

    /// Reads both files again, for connections from now on. Throws as the constructor does, and goes on with
    /// what it had. Thread-safe.
    void reload();

    /// Until when the certificate is valid, Unix milliseconds; and whether it is for that host, a name or a
    /// numeric address.
    std::int64_t expires_ms() const;
    bool is_for(const std::string& host) const;

    /// Thread-safe.
    std::unique_ptr<Transport> open(int socket) const;

  private:
    std::filesystem::path certificate_, key_;
    mutable std::mutex mutex_;
    std::shared_ptr<void> context_; ///< SSL_CTX
};

} // namespace stu::http
