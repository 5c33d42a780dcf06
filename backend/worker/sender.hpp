#pragma once
// Getting one mail to its recipient.

#include "backend/store/mail/outbox.hpp"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>

namespace stu::worker {

/// What became of one attempt.
struct Delivery {
    enum class Outcome : std::uint8_t {
        sent,    ///< somebody else is responsible for the mail now
        delayed, ///< it may work later
        refused, ///< this recipient will never get it
    };
    Outcome outcome = Outcome::sent;
    std::string reason; ///< for the log and the operator, one line without secrets; empty when sent
};

class Sender {
  public:
    virtual ~Sender() = default;
    /// Returns `sent` when the mail is safely on its way; otherwise, or when it throws, it may be called
    /// again later with the same id. Gives up within seconds once `stop` is requested. Called by one thread
    /// at a time.
    virtual Delivery send(const store::OutgoingMail& mail, const std::stop_token& stop) = 0;
};

/// Writes `<folder>/<id>.eml`, durable when it returns. Sending the same mail again replaces the same file.
class DirectorySender final : public Sender {
  public:
    /// Creates the folder (0700) when it is missing. `domain` stands in From and Message-ID.
    DirectorySender(std::filesystem::path folder, std::string domain);
    Delivery send(const store::OutgoingMail& mail, const std::stop_token& stop) override;

  private:
    std::filesystem::path folder_;
    std::string domain_;
};

} // namespace stu::worker
