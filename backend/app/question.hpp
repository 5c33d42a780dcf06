#pragma once
#include "common/wire/binary.hpp"

#include <string>

namespace stu::app {

/// What `request` asks of an endpoint, for store::Transaction::kept: equal for equal requests only.
template <class Endpoint> std::string question(Endpoint, const typename Endpoint::Request& request) {
    return std::string(Endpoint::name) + ' ' + wire::to_binary(request);
}

} // namespace stu::app
