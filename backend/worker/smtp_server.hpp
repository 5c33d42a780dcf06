#pragma once
#include <cstdint>
#include <string>

namespace stu::worker {

/// How the connection to a mail server is protected. Certificates are always verified.
enum class MailTls : std::uint8_t {
    starttls, ///< plain at first, then STARTTLS; without it nothing is sent
    implicit, ///< TLS from the first byte
    none,     ///< only for a server on this machine
};

/// The mail server that takes our mail on.
struct SmtpServer {
    std::string host; ///< name or numeric address
    std::uint16_t port = 587;
    MailTls tls = MailTls::starttls;
    std::string username, password; ///< both empty = no sign-in
    std::string from;               ///< plain address, for the envelope and the header From
    std::string ca_file; ///< PEM file of who signed the certificate; empty = those that Debian trusts
};

} // namespace stu::worker
