#pragma once
// What is answered to whom: the checks that every request passes, in order, and the way to its endpoint.

#include "backend/app/context.hpp"
#include "backend/http/message.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/settings.hpp"
#include "backend/live/hub.hpp"

#include <cstdint>
#include <exception>
#include <optional>

namespace stu::http {

/// Thread-safe. Every answer comes with all security headers.
class Site {
  public:
    /// All must outlive it.
    Site(app::Services& services, Settings settings, live::Hub& hub);

    /// Pages, files and downloads. GET changes nothing.
    Response get(const Request& request);

    /// What a POST's head alone tells: name, address, our header, Origin, Content-Type, build. The refusal,
    /// if any.
    std::optional<Response> screen_head(const Request& request) const;

    /// The above, and who asks and whether they may send so much: before a large body is read.
    std::optional<Response> screen_upload(const Request& request);

    /// A call or an upload that `screen_head` has let through.
    Response post(const Request& request);

    /// Somebody who listened has gone. Does not wait.
    void left(std::uint64_t connection) { hub_.leave(connection); }

    /// The answer to a request whose framing was refused, or that nobody has time for.
    Response refusal(const Request& request, int status) const;

    const Settings& settings() const { return settings_; }

    /// Whether answering may mean asking somebody else's server about a captcha, which can take seconds.
    bool captcha_is_outside() const { return !settings_.captcha_server.empty(); }

    /// A new id to quote. Random, so that it tells nobody how many requests others have made.
    std::string request_id();

  private:
    /// `moment`: see app::Context.
    app::Context context_of(const Request& request, store::Transaction* moment = nullptr);
    template <class Respond>
    Response respond_in_context(const Route& route, const Request& request, Respond respond);
    Response call(const Route& route, app::Context& context, const Request& request);
    Response route_get(const Request& request);
    Response listen(const Route& route, app::Context& context, const Request& request);
    Response run(const Route& route, app::Context& context, const Request& request);
    std::optional<Error> sender_error(const Request& request) const;
    Response finished(Response response) const;
    Response refused(const Request& request, int status) const;
    Response fault(const Request& request, const std::exception& what) const;

    app::Services& services_;
    Settings settings_;
    Headers security_headers_; ///< of every answer
    live::Hub& hub_;
};

} // namespace stu::http
