#include "backend/http/routes.hpp"

#include "backend/app/use_cases.hpp"
#include "backend/http/errors.hpp"
#include "backend/http/pdf_response.hpp"
#include "backend/http/query_message.hpp"
#include "backend/http/table_response.hpp"
#include "common/wire/binary.hpp"
#include "common/wire/json.hpp"

#include <concepts>
#include <vector>

namespace stu::http {
namespace {

template <class Message> std::string encoded(Form form, const Message& message) {
    return form == Form::binary ? wire::to_binary(message) : wire::to_json(message);
}

Response response_of(Form form, std::string body) {
    Response response;
    response.content_type = form == Form::binary ? binary_content_type : json_content_type;
    response.body = std::move(body);
    return response;
}

template <class Message> Result<Message> decoded(const Request& request) {
    return media_type(request.header("content-type")) == json_content_type
               ? wire::from_json<Message>(request.body)
               : wire::from_binary<Message>(request.body);
}

template <class Message>
concept Validated = requires(const Message& message) {
    { validate(message) } -> std::same_as<std::vector<FieldError>>;
};

/// The error of the first rule that `message` breaks, if any.
template <class Message> std::vector<FieldError> broken_rules(const Message& message) {
    if constexpr (Validated<Message>) return validate(message);
    return {};
}

/// Has `run` run a use case on what was asked, unless that cannot be read or breaks a rule; `respond` makes a
/// response of its result.
template <class Asked, class Run, class Respond>
Response run_on(const Request& request, Result<Asked> asked, Run run, Respond respond) {
    if (!asked) return error_response(request, asked.error());
    if (auto errors = broken_rules(asked.value()); !errors.empty())
        return error_response(request, invalid(std::move(errors)));
    auto result = run(asked.value());
    return result ? respond(std::move(result.value())) : error_response(request, result.error());
}

template <class Endpoint, class Respond>
Response run_asked(app::Context& context, const Request& request, Result<typename Endpoint::Request> asked,
                   Respond respond) {
    const auto run = [&](const auto& message) { return app::handle(Endpoint{}, context, message); };
    return run_on(request, std::move(asked), run, respond);
}

template <class Endpoint>
concept Kept = requires(const app::Context& context, const typename Endpoint::Request& asked) {
    app::kept_as(Endpoint{}, context, asked);
};

/// The answer's bytes.
template <class Endpoint>
Result<std::string> answer_to(const typename Endpoint::Request& asked, app::Context& context, Form form) {
    const auto make = [&]() -> Result<std::string> {
        const auto result = app::handle(Endpoint{}, context, asked);
        if (!result) return result.error();
        return encoded(form, result.value());
    };
    if constexpr (Kept<Endpoint>)
        if (const auto question = app::kept_as(Endpoint{}, context, asked))
            return context.read([&](store::Transaction& transaction) {
                return transaction.kept((form == Form::binary ? "binary " : "json ") + *question, make);
            });
    return make();
}

template <class Endpoint> Response run_call(app::Context& context, const Request& request) {
    const Form form = form_for(request);
    return run_on(
        request, decoded<typename Endpoint::Request>(request),
        [&](const auto& asked) { return answer_to<Endpoint>(asked, context, form); },
        [&](std::string body) { return response_of(form, std::move(body)); });
}

template <class Endpoint> Response run_upload(app::Context& context, const Request& request) {
    const std::string name = request.parameter("name");
    auto result = app::handle(Endpoint{}, context, app::UploadedFile{name, request.body});
    if (!result) return error_response(request, result.error());
    const Form form = form_for(request);
    return response_of(form, encoded(form, result.value()));
}

template <class Endpoint> Response run_download(app::Context& context, const Request& request) {
    return run_asked<Endpoint>(context, request, AttachmentById{request.parameter("id")}, [](auto file) {
        return pdf_response(std::move(file), std::same_as<Endpoint, ViewAttachment>);
    });
}

template <class Endpoint> Response run_table(app::Context& context, const Request& request) {
    using Asked = typename Endpoint::Request;
    return run_asked<Endpoint>(context, request, from_query<Asked>(request.query),
                               [](auto table) { return table_response(std::move(table)); });
}

/// The beginning of a stream, or the refusal. `X-Accel-Buffering` has nginx pass on what comes as it comes.
template <class Endpoint> Response run_stream(app::Context& context, const Request& request) {
    using Asked = typename Endpoint::Request;
    return run_asked<Endpoint>(context, request, from_query<Asked>(request.query), [](const auto&) {
        Response response;
        response.content_type = "text/event-stream";
        response.headers = {{"X-Accel-Buffering", "no"}};
        response.goes_on = true;
        return response;
    });
}

template <class Endpoint, class... Named> constexpr bool is_one_of = (std::same_as<Endpoint, Named> || ...);

template <class Endpoint>
constexpr bool hashes_password =
    is_one_of<Endpoint, SignIn, RegisterStudentAccount, RegisterStaffAccount, ConfirmEmail, ResetPassword,
              ChangeEmail, ChangePassword, DeleteAccount>;

template <class Endpoint>
constexpr bool asks_captcha = is_one_of<Endpoint, SignIn, RegisterStudentAccount, RegisterStaffAccount,
                                        SendConfirmation, RequestReset, CreateTicket>;

/// Waits for nobody who writes: a query notes that a session is in use, and failures, only if it can do so at
/// once; the end of a session is remembered until it can be written.
template <class Endpoint> constexpr bool never_waits = !Endpoint::changes || is_one_of<Endpoint, SignOut>;

template <class Endpoint> constexpr Lane lane_for() {
    if (hashes_password<Endpoint>) return Lane::passwords;
    if (Endpoint::kind == Kind::upload) return Lane::files;
    return never_waits<Endpoint> ? Lane::usual : Lane::writers;
}

template <class Endpoint> constexpr Route route_of() {
    Route route{Endpoint::name,         Endpoint::kind,    Endpoint::access, lane_for<Endpoint>(),
                asks_captcha<Endpoint>, Endpoint::changes, nullptr};
    if constexpr (Endpoint::kind == Kind::call) route.run = &run_call<Endpoint>;
    if constexpr (Endpoint::kind == Kind::upload) route.run = &run_upload<Endpoint>;
    if constexpr (Endpoint::kind == Kind::download) route.run = &run_download<Endpoint>;
    if constexpr (Endpoint::kind == Kind::stream) route.run = &run_stream<Endpoint>;
    if constexpr (Endpoint::kind == Kind::table) route.run = &run_table<Endpoint>;
    return route;
}

} // namespace

const std::vector<Route>& routes() {
    static const std::vector<Route> all = [] {
        std::vector<Route> made;
        Api::each([&]<class Endpoint>(Endpoint) { made.push_back(route_of<Endpoint>()); });
        return made;
    }();
    return all;
}

const Route* find_route(std::string_view name) {
    for (const Route& route : routes())
        if (route.name == name) return &route;
    return nullptr;
}

const Route* route_at(std::string_view path) {
    return path.starts_with(api_prefix) ? find_route(path.substr(api_prefix.size())) : nullptr;
}

Lane lane_of(std::string_view path, bool captcha_is_outside) {
    const Route* route = route_at(path);
    if (route == nullptr || (captcha_is_outside && route->asks_captcha)) return Lane::passwords;
    return route->lane;
}

std::size_t body_limit(std::string_view path) {
    if (!path.starts_with(api_prefix)) return 0;
    const Route* route = route_at(path);
    if (route == nullptr) return wire::max_message_bytes; // to be answered 404, not 413
    return route->kind == Kind::upload ? static_cast<std::size_t>(max_pdf_bytes) : wire::max_message_bytes;
}

} // namespace stu::http
