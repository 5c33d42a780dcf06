#include "backend/security/recaptcha.hpp"

#include "common/text.hpp"

#include <curl/curl.h>

#include <memory>
#include <stdexcept>
#include <utility>

namespace stu::security {
namespace {

constexpr long connect_ms = 2'000, total_ms = 5'000;
constexpr std::size_t max_answer_bytes = 16'384;
constexpr std::ptrdiff_t max_in_flight = 16;
constexpr int failures_until_rest = 5;
constexpr std::chrono::seconds rest{30};

struct CurlEnd {
    void operator()(CURL* curl) const { ::curl_easy_cleanup(curl); }
};
using Curl = std::unique_ptr<CURL, CurlEnd>;

/// libcurl's write callback; taking less than it offers ends the transfer.
std::size_t collect(char* from, std::size_t, std::size_t bytes, void* to) {
    auto& answer = *static_cast<std::string*>(to);
    if (answer.size() + bytes > max_answer_bytes) return 0;
    answer.append(from, bytes);
    return bytes;
}

class Turn {
  public:
    explicit Turn(std::counting_semaphore<>& slots) : slots_(slots), taken_(slots.try_acquire()) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
        if (taken_) slots_.release();
    }
    bool taken() const { return taken_; }

  private:
    std::counting_semaphore<>& slots_;
    bool taken_;
};

} // namespace

Recaptcha::Recaptcha(RecaptchaKeys keys) : keys_(std::move(keys)), slots_(max_in_flight) {}

CaptchaOffer Recaptcha::offer() const { return {CaptchaKind::recaptcha, keys_.site_key, keys_.server}; }

Captcha::Verdict Recaptcha::check(std::string_view answer, std::string_view address) {
    if (answer.empty()) return Verdict::wrong;
    const Turn turn(slots_);
    if (!turn.taken() || resting()) return Verdict::unavailable;
    const Verdict verdict = ask(answer, address);
    note(verdict);
    return verdict;
}

Captcha::Verdict Recaptcha::ask(std::string_view answer, std::string_view address) const {
    const Curl curl(::curl_easy_init());
    if (!curl) throw std::runtime_error("libcurl cannot start");
    CURL* const handle = curl.get();
    const std::string url = keys_.server + "/recaptcha/api/siteverify";
    const std::string form = "secret=" + percent_encoded(keys_.secret_key) +
                             "&response=" + percent_encoded(answer) + "&remoteip=" + percent_encoded(address);
    std::string received;
    ::curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    ::curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR,
                       "https,http"); // http only to loopback, see configuration.cpp
    ::curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    ::curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    ::curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
    ::curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, total_ms);
    // Whoever waits is not kept until the system has given up on a name server, too: the thread that asked it
    // ends by itself.
    ::curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
    ::curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(form.size()));
    ::curl_easy_setopt(handle, CURLOPT_POSTFIELDS, form.c_str());
    ::curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &collect);
    ::curl_easy_setopt(handle, CURLOPT_WRITEDATA, &received);
    if (::curl_easy_perform(handle) != CURLE_OK) return Verdict::unavailable;
    long status = 0;
    ::curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status == 200 ? verdict_of(received, keys_.host) : Verdict::unavailable;
}

bool Recaptcha::resting() {
    const std::lock_guard lock(mutex_);
    return std::chrono::steady_clock::now() < rest_until_;
}

void Recaptcha::note(Verdict verdict) {
    const std::lock_guard lock(mutex_);
    failures_ = verdict == Verdict::unavailable ? failures_ + 1 : 0;
    if (failures_ < failures_until_rest) return;
    failures_ = 0;
    rest_until_ = std::chrono::steady_clock::now() + rest;
}

} // namespace stu::security
