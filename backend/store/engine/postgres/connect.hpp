#pragma once
// A connection of libpq's, as all of ours are opened.

#include <array>
#include <libpq-fe.h>
#include <memory>
#include <string>

namespace stu::sql {

struct FinishConnection {
    void operator()(::PGconn* connection) const { ::PQfinish(connection); }
};
using PqConnection = std::unique_ptr<::PGconn, FinishConnection>;

/// Asks PQstatus whether there is one; waits at most 5 s for each host of `url`.
inline PqConnection connect(const std::string& url) {
    constexpr std::array names{"dbname", "connect_timeout", "client_encoding", "application_name",
                               static_cast<const char*>(nullptr)};
    const std::array values{url.c_str(), "5", "UTF8", "stuticket", static_cast<const char*>(nullptr)};
    constexpr int dbname_may_be_a_url = 1;
    return PqConnection(::PQconnectdbParams(names.data(), values.data(), dbname_may_be_a_url));
}

} // namespace stu::sql
