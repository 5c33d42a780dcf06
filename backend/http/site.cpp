#include "backend/http/site.hpp"

#include "backend/app/faults.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/http/access_log.hpp"
#include "backend/http/browser_name.hpp"
#include "backend/http/cookies.hpp"
#include "backend/http/embedded.hpp"
#include "backend/http/errors.hpp"
#include "backend/http/headers.hpp"
#include "backend/http/static_files.hpp"
#include "backend/security/sha256.hpp"
#include "backend/security/tokens.hpp"
#include "common/wire/schema.hpp"

#include <array>
#include <exception>
#include <utility>

namespace stu::http {
namespace {

constexpr std::string_view pdf_content_type = "application/pdf";

Error no_such_page() { return refuse(Code::not_found, tr("There is nothing at this address.")); }

std::optional<Error> content_type_error(const Route& route, const Request& request) {
    const std::string_view type = media_type(request.header("content-type"));
    const bool fits = route.kind == Kind::upload ? type == pdf_content_type
                                                 : type == binary_content_type || type == json_content_type;
    if (fits) return std::nullopt;
    return refuse(Code::unsupported_media, route.kind == Kind::upload
                                               ? tr("Only PDF files can be attached.")
                                               : tr("This kind of message is not accepted."));
}

bool is_read_by_get(Kind kind) {
    return kind == Kind::download || kind == Kind::table || kind == Kind::stream;
}

std::optional<Error> build_error(const Request& request) {
    const std::string_view build = request.header("x-stuticket-build");
    if (build.empty() || embedded_build_id().empty() || build == embedded_build_id()) return std::nullopt;
    return refuse(Code::outdated, tr("StuTicket has been updated. Please reload the page."));
}

Error not_from_our_pages() {
    return refuse(Code::forbidden, tr("This request did not come from StuTicket's own pages."));
}

/// As the browser tells it, which a page cannot prevent.
std::optional<Error> foreign_site_error(const Request& request) {
    const std::string_view site = request.header("sec-fetch-site");
    if (site.empty() || site == "same-origin" || site == "none") return std::nullopt;
    return not_from_our_pages();
}

bool is_stream(const Request& request) {
    const Route* route = route_at(request.path);
    return route != nullptr && route->kind == Kind::stream;
}

/// A page learns from this call whose it is.
bool tells_whose_page(const Route& route) { return route.name == CurrentSession::name; }

/// Whose page calls, as it says. A browser adds no header of ours when it opens a stream, so there the
/// address says it.
std::string owner_of_page(const Route& route, const Request& request) {
    return route.kind == Kind::stream ? request.parameter("person")
                                      : std::string(request.header("x-stuticket-person"));
}

/// Whether the page that calls belongs to the person who is signed in. A page whose session has ended may
/// still call: it is asked to sign in again. A script has no page, and says nothing.
std::optional<Error> person_error(const Route& route, const app::Context& context, const Request& request) {
    if (tells_whose_page(route)) return std::nullopt;
    const std::string owner = owner_of_page(route, request);
    if (owner.empty()) {
        const bool is_json =
            route.kind == Kind::stream || media_type(request.header("content-type")) == json_content_type;
        const bool from_page = !request.header("origin").empty() || !request.header("sec-fetch-site").empty();
        if (is_json && (!from_page || context.session_token.empty())) return std::nullopt;
        return refuse(Code::malformed, tr("The request does not say whose page it comes from."));
    }
    if (!context.actor.signed_in() || owner == context.actor.user_id) return std::nullopt;
    return refuse(Code::other_person,
                  tr("Somebody else has signed in in this browser. Nothing of this page was sent."));
}

std::optional<Error> actor_error(const Route& route, const app::Context& context) {
    if (route.access == Access::anyone || context.actor.signed_in()) return std::nullopt;
    return refuse(Code::unauthenticated, tr("Please sign in first."));
}

Response page(std::string content_type, std::string body) {
    Response response;
    response.content_type = std::move(content_type);
    response.body = std::move(body);
    return response;
}

} // namespace

Site::Site(app::Services& services, Settings settings, live::Hub& hub)
    : services_(services), settings_(std::move(settings)), security_headers_(security_headers(settings_)),
      hub_(hub) {}

std::string Site::request_id() {
    std::array<unsigned char, 8> id{};
    services_.random.fill_public(id);
    return security::to_hex(id);
}

app::Context Site::context_of(const Request& request, store::Transaction* moment) {
    const std::string_view cookies = request.header("cookie");
    app::Context context{.services = services_,
                         .actor = {},
                         .session_token = cookie_token(cookies, settings_.session_cookie()),
                         .now_ms = services_.clock.now_ms(),
                         .address = request.address,
                         .campus = request.campus,
                         .browser_token = cookie_token(cookies, settings_.browser_cookie()),
                         .browser = browser_name(request.header("user-agent")),
                         .moment = moment};
    const bool unasked = request.header("x-stuticket-unasked") == "1" || is_stream(request);
    context.actor = app::actor_of(context, unasked ? app::Use::unasked : app::Use::asked);
    const std::string& chosen = context.actor.language;
    context.language = chosen.empty() ? std::string(language_for(request)) : chosen;
    return context;
}

/// `respond(context)`, of one moment where the route only reads. A page's position in the stream must be
/// older than what the page is told, so there the session is looked up first.
template <class Respond>
Response Site::respond_in_context(const Route& route, const Request& request, Respond respond) {
    const auto respond_at = [&](store::Transaction* moment) {
        app::Context context = context_of(request, moment);
        return respond(context);
    };
    if (route.changes || tells_whose_page(route)) return respond_at(nullptr);
    return services_.store.read([&](store::Transaction& moment) { return respond_at(&moment); });
}

Response Site::finished(Response response) const {
    response.headers.emplace_back("Date", http_date(services_.clock.now_ms()));
    add_missing(response, security_headers_);
    return response;
}

Response Site::fault(const Request& request, const std::exception& what) const {
    log_fault(request.id, what.what(), settings_.log_form);
    if (auto known = app::known_fault(what)) return error_response(request, *std::move(known));
    return error_response(request,
                          refuse(Code::internal, tr("Something went wrong on our side. Please try again; "
                                                    "if it happens again, tell us the request number.")));
}

Response Site::refusal(const Request& request, int status) const {
    return finished(refused(request, status));
}

Response Site::refused(const Request& request, int status) const {
    Response response = error_response(request, framing_error(status));
    response.status = status;
    if (status == 405) response.headers.emplace_back("Allow", "GET, HEAD, POST");
    return response;
}

/// Whether the request can have come from our own page (or from a script, which names no origin).
std::optional<Error> Site::sender_error(const Request& request) const {
    const std::string_view origin = request.header("origin");
    if (request.header("x-stuticket") != "1" || (!origin.empty() && !settings_.knows_origin(origin)))
        return not_from_our_pages();
    return foreign_site_error(request);
}

std::optional<Response> Site::screen_head(const Request& request) const {
    if (!settings_.knows_host(request.header("host"))) return refusal(request, 421);
    const Route* route = route_at(request.path);
    if (route == nullptr) return finished(error_response(request, no_such_page()));
    if (is_read_by_get(route->kind)) return refusal(request, 405);
    auto error = sender_error(request);
    if (!error) error = content_type_error(*route, request);
    if (!error) error = build_error(request);
    if (!error) return std::nullopt;
    return finished(error_response(request, std::move(*error)));
}

std::optional<Response> Site::screen_upload(const Request& request) {
    if (auto refusal = screen_head(request)) return refusal;
    const Route& route = *route_at(request.path);
    try {
        app::Context context = context_of(request);
        auto error = person_error(route, context, request);
        if (!error) error = actor_error(route, context);
        if (!error && route.kind == Kind::upload) error = app::upload_refusal(context);
        if (!error) return std::nullopt;
        Response response = finished(error_response(request, std::move(*error)));
        response.user_id = context.actor.user_id;
        return response;
    } catch (const std::exception& error) { return finished(fault(request, error)); }
}

Response Site::post(const Request& request) {
    const Route& route = *route_at(request.path);
    try {
        return finished(respond_in_context(
            route, request, [&](app::Context& context) { return call(route, context, request); }));
    } catch (const std::exception& error) { return finished(fault(request, error)); }
}

Response Site::call(const Route& route, app::Context& context, const Request& request) {
    auto error = person_error(route, context, request);
    if (!error) error = actor_error(route, context);
    if (error) return error_response(request, std::move(*error));
    // Taken before anything is read, so that no change falls between the answer and the stream.
    const bool tells_position = tells_whose_page(route) && context.actor.signed_in();
    const std::string position = tells_position ? hub_.position(context.actor.user_id) : std::string();
    Response response = run(route, context, request);
    if (tells_position) response.headers.emplace_back(position_header, position);
    return response;
}

Response Site::run(const Route& route, app::Context& context, const Request& request) {
    Response response = route.run(context, request);
    response.user_id = context.actor.user_id;
    for (const app::CookieChange& change : context.cookies)
        response.headers.emplace_back("Set-Cookie", set_cookie(change, settings_));
    return response;
}

/// A mismatch is refused before anything else is looked at: a page of one person never hears of another's.
Response Site::listen(const Route& route, app::Context& context, const Request& request) {
    if (request.method != "GET") return refused(request, 405);
    auto error = foreign_site_error(request);
    if (!error) error = person_error(route, context, request);
    if (!error) error = actor_error(route, context);
    if (error) return error_response(request, *std::move(error));
    Response response = run(route, context, request);
    if (!response.goes_on) return response;
    const std::string_view last_event = request.header("last-event-id");
    hub_.listen({.connection = request.connection,
                 .session_hash = security::token_hash(context.session_token),
                 .actor = context.actor,
                 .department = request.parameter("department"),
                 .since = last_event.empty() ? request.parameter("since") : std::string(last_event)});
    return response;
}

Response Site::get(const Request& request) {
    if (!request.probe && !settings_.knows_host(request.header("host"))) return refusal(request, 421);
    try {
        return finished(route_get(request));
    } catch (const std::exception& error) { return finished(fault(request, error)); }
}

Response Site::route_get(const Request& request) {
    if (request.path == "/readyz" && !app::is_ready(services_)) return refused(request, 503);
    if (request.path == "/healthz" || request.path == "/readyz")
        return page("text/plain; charset=utf-8", "ok\n");
    if (request.path == "/api") return page("text/html; charset=utf-8", wire::api_page());
    if (!request.path.starts_with(api_prefix)) return static_file(request);
    const Route* route = route_at(request.path);
    if (route == nullptr) return error_response(request, no_such_page());
    if (!is_read_by_get(route->kind)) return refused(request, 405);
    if (route->kind == Kind::stream) {
        app::Context context = context_of(request);
        return listen(*route, context, request);
    }
    return respond_in_context(*route, request, [&](app::Context& context) {
        if (auto error = actor_error(*route, context)) return error_response(request, std::move(*error));
        return run(*route, context, request);
    });
}

} // namespace stu::http
