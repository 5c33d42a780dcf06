#pragma once
// What `stuticket doctor` looks at. Nothing is changed, and no mail is sent.

#include "backend/cli/configuration.hpp"
#include "backend/cli/doctor/finding.hpp"

#include <string>

namespace stu::cli::doctor {

/// The data folder, its secret, free space, the clock of this machine.
void look_at_machine(Findings& findings, const Configuration& configuration);
/// Database, schema, who works in the departments, mail that waits.
void look_at_desk(Findings& findings, const Configuration& configuration);
/// The newest backup in `folder`; empty = nothing is looked at.
void look_at_backups(Findings& findings, const std::string& folder);
/// The address that browsers use, and the certificate.
void look_at_address(Findings& findings, const Configuration& configuration);
/// Whether the mail server takes us on. Waits for it at most 60 s.
void look_at_mail(Findings& findings, const Configuration& configuration);
/// SPF, DMARC and, of that selector if it is not empty, DKIM of the domain that mail comes from.
void look_at_records(Findings& findings, const Configuration& configuration,
                     const std::string& dkim_selector);

} // namespace stu::cli::doctor
