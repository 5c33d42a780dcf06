#pragma once
// Getting one mail to its recipient.

#include "backend/store/outbox.hpp"

#include <filesystem>
#include <string>

namespace stu::worker {

class Sender {
  public:
    virtual ~Sender() = default;
    /// Returns when the mail is safely on its way; throws when it is not, and is then called again later with
    /// the same id.
    virtual void send(const store::OutgoingMail& mail) = 0;
};

/// Writes `<folder>/<id>.eml`, durable when it returns. Sending the same mail again replaces the same file.
class DirectorySender final : public Sender {
  public:
    /// Creates the folder (0700) when it is missing. `domain` stands in From and Message-ID.
    DirectorySender(std::filesystem::path folder, std::string domain);
    void send(const store::OutgoingMail& mail) override;

  private:
    std::filesystem::path folder_;
    std::string domain_;
};

} // namespace stu::worker
