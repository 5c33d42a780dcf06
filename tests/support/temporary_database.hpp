#pragma once
// A database of its own for each test, on the engine that the program was started for.

#include "backend/store/engine/database.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cstdlib>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

namespace stu::test {

/// A file in a folder of its own; under tests/support/with_postgres a database of that server. Goes away with
/// the object, which has to outlive all connections.
class TemporaryDatabase {
  public:
    TemporaryDatabase() {
        if (is_postgres()) create("template1");
    }
    /// With all that is in `other`, which nobody has open.
    explicit TemporaryDatabase(const TemporaryDatabase* other) {
        if (is_postgres())
            create(other->name_);
        else
            std::filesystem::copy_file(other->folder_.path() / file_name, folder_.path() / file_name);
    }
    TemporaryDatabase(const TemporaryDatabase&) = delete;
    TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;
    ~TemporaryDatabase() {
        if (is_postgres()) left().push_back(name_);
    }

    sql::Database database() const {
        if (is_postgres()) return on_server(name_);
        return folder_.path() / file_name;
    }
    /// Of files that belong to it.
    const std::filesystem::path& folder() const { return folder_.path(); }

    static bool is_postgres() { return !server().empty(); }

  private:
    static constexpr const char* file_name = "stuticket.db";

    /// postgresql://user@/?host=… without a database, or "".
    static std::string server() {
        const char* const url = std::getenv("STUTICKET_TEST_POSTGRES");
        return url != nullptr ? url : "";
    }
    static sql::Database on_server(const std::string& name) {
        const std::string url = server();
        const std::size_t end = url.find('?');
        return sql::Database::at(url.substr(0, end) + name + url.substr(end));
    }
    static void tell_server(const std::string& command) {
        on_server("postgres").open(sql::Access::write)->script(command);
    }
    /// Dropped before the next is created: at once would mean to wait until its connections have ended.
    static std::vector<std::string>& left() {
        static std::vector<std::string> names;
        return names;
    }
    void create(const std::string& from) {
        for (const std::string& name : std::exchange(left(), {}))
            tell_server("DROP DATABASE " + name + " WITH (FORCE)");
        static int made = 0;
        name_ = "test_" + std::to_string(::getpid()) + "_" + std::to_string(++made);
        tell_server("CREATE DATABASE " + name_ + " TEMPLATE " + from +
                    " STRATEGY FILE_COPY"); // 20 ms instead of 160
    }

    TemporaryFolder folder_;
    std::string name_;
};

} // namespace stu::test
