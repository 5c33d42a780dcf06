#include "backend/http/gate/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <utility>

namespace stu::http {
namespace {

namespace fs = std::filesystem;

constexpr const char* ciphers =
    "ECDHE+AESGCM:ECDHE+CHACHA20"; // of TLS 1.2; those of 1.3 are all of this kind
constexpr const char* groups = "X25519:P-256:P-384";

constexpr std::string_view plain_http_answer =
    "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
    "63\r\nConnection: close\r\n\r\n"
    "This address is encrypted. Please use https:// instead of http.";
static_assert(plain_http_answer.size() - plain_http_answer.find("\r\n\r\n") - 4 == 63);

void require_private(const fs::path& key) {
    std::error_code error;
    const fs::file_status status = fs::status(key, error);
    if (!fs::is_regular_file(status))
        throw std::runtime_error("STUTICKET_TLS_KEY: \"" + key.string() + "\" cannot be read as a file.");
    if ((status.permissions() & fs::perms::others_all) != fs::perms::none)
        throw std::runtime_error("STUTICKET_TLS_KEY: every user of this machine may open \"" + key.string() +
                                 "\". Run: chmod 600 " + key.string());
}

std::shared_ptr<SSL_CTX> make_context(const fs::path& certificate, const fs::path& key) {
    require_private(key);
    std::shared_ptr<SSL_CTX> context(::SSL_CTX_new(::TLS_server_method()), &::SSL_CTX_free);
    if (!context) throw std::runtime_error("OpenSSL cannot be used.");
    ::SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    ::SSL_CTX_set_options(context.get(), SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                             SSL_OP_CIPHER_SERVER_PREFERENCE);
    ::SSL_CTX_set_num_tickets(context.get(), 0);
    ::SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    ::SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                          SSL_MODE_RELEASE_BUFFERS);
    if (::SSL_CTX_set_cipher_list(context.get(), ciphers) != 1 ||
        ::SSL_CTX_set1_groups_list(context.get(), groups) != 1)
        throw std::runtime_error("OpenSSL does not know our ciphers.");
    if (::SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1)
        throw std::runtime_error("STUTICKET_TLS_CERTIFICATE: \"" + certificate.string() +
                                 "\" cannot be read as certificates in PEM form.");
    if (::SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1) {
        const bool foreign = ERR_GET_REASON(::ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
        throw std::runtime_error("STUTICKET_TLS_KEY: \"" + key.string() +
                                 (foreign ? "\" does not belong to the certificate."
                                          : "\" cannot be read as a key in PEM form without a passphrase."));
    }
    return context;
}

class Encrypted final : public Transport {
  public:
    Encrypted(SSL_CTX* context, int socket) : ssl_(::SSL_new(context), &::SSL_free), socket_(socket) {
        if (!ssl_ || ::SSL_set_fd(ssl_.get(), socket) != 1) throw std::runtime_error("SSL_new");
        ::SSL_set_accept_state(ssl_.get());
    }

    bool needs_greeting() const override { return true; }

    Transfer greet() override {
        ::ERR_clear_error();
        const Transfer step = outcome(::SSL_do_handshake(ssl_.get()));
        if (step.is_over() && ERR_GET_REASON(::ERR_peek_error()) == SSL_R_HTTP_REQUEST) answer_in_plain();
        return step;
    }

    Transfer receive(char* to, std::size_t size) override {
        ::ERR_clear_error();
        return outcome(::SSL_read(ssl_.get(), to, static_cast<int>(size)));
    }

    Transfer send(const char* from, std::size_t size) override {
        ::ERR_clear_error();
        return outcome(::SSL_write(ssl_.get(), from, static_cast<int>(size)));
    }

    void finish() override {
        ::ERR_clear_error();
        ::SSL_shutdown(ssl_.get()); // close_notify, without which a cut would look like an end
        ::shutdown(socket_, SHUT_WR);
    }

  private:
    Transfer outcome(int result) const {
        if (result > 0) return {static_cast<std::size_t>(result), 0};
        switch (::SSL_get_error(ssl_.get(), result)) {
        case SSL_ERROR_WANT_READ: return {0, EPOLLIN};
        case SSL_ERROR_WANT_WRITE: return {0, EPOLLOUT};
        default: return {};
        }
    }

    /// For who came with http:// to the port of https://. What has come is taken first: closing over unread
    /// bytes would reset the connection and take the answer away. As much as a request has, and no more: this
    /// is the thread of all connections.
    void answer_in_plain() const {
        std::array<char, 16'384> unread; // NOLINT: filled by recv
        for (int i = 0; i < 4 && ::recv(socket_, unread.data(), unread.size(), 0) > 0; ++i) continue;
        ::send(socket_, plain_http_answer.data(), plain_http_answer.size(), MSG_NOSIGNAL);
    }

    std::unique_ptr<SSL, decltype(&::SSL_free)> ssl_;
    int socket_;
};

} // namespace

Tls::Tls(fs::path certificate, fs::path key)
    : certificate_(std::move(certificate)), key_(std::move(key)), context_(make_context(certificate_, key_)) {
}

void Tls::reload() {
    std::shared_ptr<void> renewed = make_context(certificate_, key_);
    const std::lock_guard lock(mutex_);
    context_ = std::move(renewed);
}

namespace {

::X509& certificate_in(void* context) { return *::SSL_CTX_get0_certificate(static_cast<SSL_CTX*>(context)); }

} // namespace

std::int64_t Tls::expires_ms() const {
    const std::lock_guard lock(mutex_);
    std::tm end{};
    if (::ASN1_TIME_to_tm(::X509_get0_notAfter(&certificate_in(context_.get())), &end) != 1) return 0;
    return std::int64_t{::timegm(&end)} * 1'000;
}

bool Tls::is_for(const std::string& host) const {
    const std::lock_guard lock(mutex_);
    ::X509& certificate = certificate_in(context_.get());
    return ::X509_check_host(&certificate, host.data(), host.size(), 0, nullptr) == 1 ||
           ::X509_check_ip_asc(&certificate, host.c_str(), 0) == 1;
}

std::unique_ptr<Transport> Tls::open(int socket) const {
    const std::lock_guard lock(mutex_);
    return std::make_unique<Encrypted>(static_cast<SSL_CTX*>(context_.get()), socket);
}

} // namespace stu::http
