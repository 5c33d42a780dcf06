#pragma once
// Where an installation keeps what it has.

#include <filesystem>
#include <string>

namespace stu::cli {

struct Place {
    std::filesystem::path data =
        "data";                ///< STUTICKET_DATA: the secret, outgoing mail of a desk without a mail server
    std::string database = {}; ///< STUTICKET_DATABASE: PostgreSQL's URL; empty = a file in `data`
};

} // namespace stu::cli
