#include "backend/worker/smtp_sender.hpp"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <new>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace stu::worker {
namespace {

using Clock = std::chrono::steady_clock;

constexpr long connect_seconds = 10, total_seconds = 60;
/// For one answer. With `total_seconds` it stays below the time for which a mail is leased.
constexpr long answer_seconds = 45;
/// So long a mail may go on after we were asked to stop: cutting off one that is nearly through sends it
/// twice.
constexpr std::chrono::seconds stop_grace{3};

/// What we and the server are at: which answers say something about the recipient, and which may be repeated
/// to the operator (those to a sign-in may not).
enum class Stage : std::uint8_t { signing_in, sender, recipient, content };

/// One mail on its way.
struct Attempt {
    std::string_view unsent; ///< of the message
    const std::stop_token& stop;
    std::optional<Clock::time_point> stop_seen;
    Stage stage = Stage::signing_in;
    bool leaving = false; ///< QUIT was said; what comes now is no longer about the mail
    std::string answer;   ///< the server's last line about this mail
};

/// Printable and short, whatever a server says.
std::string harmless(std::string_view text) {
    constexpr std::size_t longest = 200;
    std::string line(text.substr(0, longest));
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return line;
}

std::size_t read_message(char* buffer, std::size_t size, std::size_t count, void* user) {
    Attempt& attempt = *static_cast<Attempt*>(user);
    const std::size_t length = std::min(size * count, attempt.unsent.size());
    std::memcpy(buffer, attempt.unsent.data(), length);
    attempt.unsent.remove_prefix(length);
    return length;
}

/// Called by libcurl at least once a second, also while nothing moves.
int should_abort(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    Attempt& attempt = *static_cast<Attempt*>(user);
    if (!attempt.stop.stop_requested()) return 0;
    if (!attempt.stop_seen) attempt.stop_seen = Clock::now();
    return Clock::now() - *attempt.stop_seen >= stop_grace ? 1 : 0;
}

/// libcurl tells that a mail failed but not at which command; listening in does.
int listen(CURL*, curl_infotype type, char* data, std::size_t size, void* user) {
    Attempt& attempt = *static_cast<Attempt*>(user);
    const std::string_view text(data, size);
    if (type == CURLINFO_HEADER_OUT) {
        if (text.starts_with("MAIL FROM:")) attempt.stage = Stage::sender;
        if (text.starts_with("RCPT TO:")) attempt.stage = Stage::recipient;
        if (text.starts_with("DATA")) attempt.stage = Stage::content;
        attempt.leaving = text.starts_with("QUIT");
    } else if (type == CURLINFO_HEADER_IN && attempt.stage != Stage::signing_in && !attempt.leaving) {
        attempt.answer = harmless(text);
    }
    return 0;
}

/// `smtp[s]://host:port/name`, where name is how we introduce ourselves.
std::string url_of(const SmtpServer& server, const std::string& own_name) {
    const bool numeric_v6 = server.host.find(':') != server.host.npos;
    return std::string(server.tls == MailTls::implicit ? "smtps://" : "smtp://") +
           (numeric_v6 ? "[" + server.host + "]" : server.host) + ":" + std::to_string(server.port) + "/" +
           own_name;
}

} // namespace

/// libcurl's handle with what is the same for every mail. Keeps the connection open between mails.
class SmtpSender::Connection {
  public:
    Connection(const SmtpServer& server, const Letterhead& letterhead) : handle_(::curl_easy_init()) {
        if (handle_ == nullptr) throw std::bad_alloc();
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        set(CURLOPT_URL, url_of(server, letterhead.domain).c_str());
        set(CURLOPT_MAIL_FROM, ("<" + server.from + ">").c_str());
        if (!server.username.empty()) {
            set(CURLOPT_USERNAME, server.username.c_str());
            set(CURLOPT_PASSWORD, server.password.c_str());
        }
        set(CURLOPT_USE_SSL, server.tls == MailTls::none ? long{CURLUSESSL_NONE} : long{CURLUSESSL_ALL});
        set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        if (!server.ca_file.empty()) {
            set(CURLOPT_CAINFO, server.ca_file.c_str());
            set(CURLOPT_CAPATH, nullptr); // these and no others
        }
        set(CURLOPT_PROXY, ""); // whatever the environment says
        set(CURLOPT_CONNECTTIMEOUT, connect_seconds);
        set(CURLOPT_TIMEOUT, total_seconds);
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, answer_seconds);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_QUICK_EXIT, 1L); // not waiting for a name server that is silent
        set(CURLOPT_UPLOAD, 1L);
        set(CURLOPT_READFUNCTION, read_message);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, should_abort);
        set(CURLOPT_VERBOSE, 1L);
        set(CURLOPT_DEBUGFUNCTION, listen);
        set(CURLOPT_ERRORBUFFER, error_.data());
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() {
        // libcurl takes its leave and waits up to two minutes for the answer, which nobody has when we stop.
        curl_socket_t socket = CURL_SOCKET_BAD;
        if (::curl_easy_getinfo(handle_, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK &&
            socket != CURL_SOCKET_BAD)
            ::shutdown(socket, SHUT_RDWR);
        set(CURLOPT_VERBOSE, 0L); // the last attempt, which would listen, is gone
        set(CURLOPT_NOPROGRESS, 1L);
        ::curl_easy_cleanup(handle_);
    }

    CURLcode send(const std::string& recipient, const std::string& message, Attempt& attempt) {
        const std::unique_ptr<curl_slist, decltype(&::curl_slist_free_all)> recipients(
            ::curl_slist_append(nullptr, ("<" + recipient + ">").c_str()), ::curl_slist_free_all);
        if (!recipients) throw std::bad_alloc();
        set(CURLOPT_MAIL_RCPT, recipients.get());
        set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
        set(CURLOPT_READDATA, &attempt);
        set(CURLOPT_XFERINFODATA, &attempt);
        set(CURLOPT_DEBUGDATA, &attempt);
        error_.front() = '\0';
        return ::curl_easy_perform(handle_);
    }

    /// Signs in, says that nothing is wanted, and leaves.
    CURLcode greet() {
        const std::stop_token never;
        Attempt attempt{{}, never, {}, {}, {}, {}};
        set(CURLOPT_UPLOAD, 0L);
        set(CURLOPT_NOBODY, 1L);
        set(CURLOPT_CUSTOMREQUEST, "NOOP");
        set(CURLOPT_XFERINFODATA, &attempt);
        set(CURLOPT_DEBUGDATA, &attempt);
        error_.front() = '\0';
        return ::curl_easy_perform(handle_);
    }

    /// What libcurl says about a failure.
    std::string explain(CURLcode code) const {
        return harmless(error_.front() != '\0' ? error_.data() : ::curl_easy_strerror(code));
    }

  private:
    template <class T> void set(CURLoption option, T value) {
        if (::curl_easy_setopt(handle_, option, value) == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
    }

    CURL* handle_;
    std::array<char, CURL_ERROR_SIZE> error_{};
};

std::string sign_in_trouble(const SmtpServer& server) {
    SmtpSender::Connection connection(server, {server.from, server.from.substr(server.from.find('@') + 1)});
    const CURLcode code = connection.greet();
    return code == CURLE_OK ? std::string() : connection.explain(code);
}

SmtpSender::SmtpSender(SmtpServer server, Letterhead letterhead)
    : server_(std::move(server)), letterhead_(std::move(letterhead)),
      connection_(std::make_unique<Connection>(server_, letterhead_)) {}

SmtpSender::~SmtpSender() = default;

Delivery SmtpSender::send(const store::OutgoingMail& mail, const std::stop_token& stop) {
    // Made first, for it refuses addresses that could carry a second command.
    const std::string message = eml_text(mail, letterhead_);
    Attempt attempt{message, stop, {}, {}, {}, {}};
    const CURLcode code = connection_->send(mail.recipient, message, attempt);
    if (code == CURLE_OK) return {};
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return {Delivery::Outcome::delayed, "the server was stopped before the mail was through"};

    const std::string said = attempt.answer.empty() ? "" : "; the mail server said: " + attempt.answer;
    const bool for_good = attempt.stage == Stage::recipient && attempt.answer.starts_with('5');
    return {for_good ? Delivery::Outcome::refused : Delivery::Outcome::delayed,
            connection_->explain(code) + said};
}

} // namespace stu::worker
