#pragma once
#include "backend/worker/eml.hpp"
#include "backend/worker/sender.hpp"
#include "backend/worker/smtp_server.hpp"

#include <memory>

namespace stu::worker {

/// Hands mail to a mail server, one recipient at a time, over a connection that is kept for the next mail. A
/// server has 10 s to be ready and a mail 60 s in all. Refused is a recipient that the server answers with a
/// permanent code (5xx); whatever else goes wrong is worth another try. Must not outlive `main`, and the
/// process must ignore SIGPIPE.
class SmtpSender final : public Sender {
  public:
    SmtpSender(SmtpServer server, Letterhead letterhead);
    ~SmtpSender() override;
    Delivery send(const store::OutgoingMail& mail, const std::stop_token& stop) override;

    class Connection;

  private:
    SmtpServer server_;
    Letterhead letterhead_;
    std::unique_ptr<Connection> connection_;
};

/// Why the mail server does not take us on; empty when it does. Connects, encrypts and signs in as for a
/// mail, and sends none.
std::string sign_in_trouble(const SmtpServer& server);

} // namespace stu::worker
