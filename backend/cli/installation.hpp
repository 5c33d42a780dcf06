#pragma once
// The data folder of one installation, and what every subcommand needs from it.

#include "backend/app/context.hpp"
#include "backend/cli/place.hpp"
#include "backend/security/secret.hpp"
#include "backend/store/engine/store.hpp"
#include "backend/store/schema/migrations.hpp"

#include <chrono>
#include <filesystem>

namespace stu::cli {

namespace fs = std::filesystem;

/// Creates the folder for data with mode 0700 when it is missing. Throws with a sentence for the operator
/// when the database's file in it is open to others or cannot be written.
sql::Database database_of(const Place& place);

/// The secret of the installation in `data`: made at the first call and kept in a file of mode 0600. Throws
/// with a sentence for the operator when others could read it, or when it is damaged.
security::Secret installation_secret(const fs::path& data, security::Random& random);

/// Throws with a sentence for the operator when a database in this state is none that this binary can use.
void require_current(store::SchemaState state, const Place& place);

/// Adds what the database of an earlier version lacks, beside servers of that version. A new one is left to
/// `migrate`: its name may be a slip of the pen.
void expand_older(const Place& place);

/// Opens the store. Throws with a sentence for the operator when its schema is none that this
/// binary can use.
class Installation {
  public:
    /// `patience`: how long a change waits for others.
    explicit Installation(const Place& place, std::chrono::milliseconds patience = std::chrono::seconds(10),
                          const store::SpaceLimits& space = {});

    store::Store& store() { return store_; }
    const app::Clock& clock() const { return clock_; }
    security::Random& random() { return random_; }

  private:
    store::Store store_;
    app::SystemClock clock_;
    security::SystemRandom random_;
};

} // namespace stu::cli
