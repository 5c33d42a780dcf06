#pragma once
#include "backend/app/context.hpp"
#include "backend/cli/configuration.hpp"
#include "backend/http/server.hpp"

#include <string>

namespace stu::cli {

/// All that is told of this server, in Prometheus' text format. What the database does not answer is left
/// out, and `stuticket_database_up` is 0 then.
std::string metrics_text(http::Server& server, app::Services& services, const Configuration& configuration);

} // namespace stu::cli
