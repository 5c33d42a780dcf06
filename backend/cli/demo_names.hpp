#pragma once
// The catalogue of a new installation in French and Swahili.

#include "backend/store/engine/store.hpp"

namespace stu::cli {

void name_demo_catalogue(store::Transaction& transaction);

} // namespace stu::cli
