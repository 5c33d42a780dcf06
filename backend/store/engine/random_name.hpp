#pragma once
#include <random>
#include <string>

namespace stu::store {

/// Of a server or a connection among those on one database. No secret.
inline std::string random_name() {
    std::random_device dice;
    return std::to_string(dice()) + "-" + std::to_string(dice());
}

} // namespace stu::store
