#pragma once
#include "backend/security/random.hpp"
#include "backend/store/engine/store.hpp"

#include <string>

namespace stu::app {

/// A ticket number that nobody has yet. 35 random bits meet an existing one about once in 30,000 among a
/// million tickets. Who takes it in another transaction at the same moment makes one of the two run again.
std::string unused_number(store::Transaction& transaction, security::Random& random);

} // namespace stu::app
