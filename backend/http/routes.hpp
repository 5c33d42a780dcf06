#pragma once
// POST and GET under /api, made from common/api.hpp.

#include "backend/app/context.hpp"
#include "backend/http/gate/service.hpp"
#include "backend/http/message.hpp"
#include "common/api.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace stu::http {

/// An endpoint as the edge sees it: the same function type for all of them.
struct Route {
    std::string_view name;
    Kind kind;
    Access access;
    Lane lane;
    bool asks_captcha; ///< may ask it of whoever sends it
    bool changes;      ///< something; the others are answered from one moment
    /// Decodes, validates, runs the use case and encodes. May throw (a fault).
    Response (*run)(app::Context& context, const Request& request);
};

/// All of them, always in the same order.
const std::vector<Route>& routes();

/// Null when no endpoint has that name.
const Route* find_route(std::string_view name);

/// Likewise by its path, "/api/tickets.get".
const Route* route_at(std::string_view path);

/// Longest body that may be sent to `path`.
std::size_t body_limit(std::string_view path);

/// Where a POST to `path`, still percent-encoded, is answered. A path that is not written as usual may come
/// to hash a password, so that an escape is no way round. `captcha_is_outside`: somebody else's server is
/// asked.
Lane lane_of(std::string_view path, bool captcha_is_outside);

inline constexpr std::string_view api_prefix = "/api/";

} // namespace stu::http
