#include "backend/http/errors.hpp"

#include "backend/app/languages.hpp"
#include "backend/http/malformed.hpp"
#include "common/api.hpp"
#include "common/language/languages.hpp"
#include "common/language/render.hpp"
#include "common/text.hpp"
#include "common/wire/binary.hpp"
#include "common/wire/json.hpp"

#include <utility>

namespace stu::http {
namespace {

Error sentence_for(int status) {
    switch (status) {
    case 413: return refuse(Code::too_large, tr("This is too large to be accepted."));
    case 415: return refuse(Code::unsupported_media, tr("This kind of message is not accepted."));
    case 429:
        return refuse(Code::too_many,
                      tr("Too many connections are open from your network or browser. Please close "
                         "some of them, or try again in a moment."));
    case 431:
        return refuse(Code::malformed, tr("What the browser sends along is too long. Please delete this "
                                          "site's cookies and try again."));
    case 503: return refuse(Code::unavailable, tr("The server is very busy. Please try again in a moment."));
    default: return malformed_for(status);
    }
}

void say_in_language(Error& error, std::string_view language) {
    const Catalog& catalog = app::spoken_language(language).catalog;
    error.message = settled(error.message, catalog);
    for (FieldError& field : error.details) field.message = settled(field.message, catalog);
}

} // namespace

std::string_view language_for(const Request& request) {
    return language_among(accepted_languages(request.header("accept-language")), request.own_language);
}

Error framing_error(int status) {
    Error error = sentence_for(status);
    if (error.code == Code::unavailable || error.code == Code::too_many) error.retry_after_s = 2;
    return error;
}

int status_of(Code code) {
    switch (code) {
    case Code::malformed: return 400;
    case Code::invalid: return 422;
    case Code::unauthenticated: return 401;
    case Code::forbidden: return 403;
    case Code::not_found: return 404;
    case Code::conflict: return 409;
    case Code::gone: return 410;
    case Code::too_large: return 413;
    case Code::unsupported_media: return 415;
    case Code::too_many: return 429;
    case Code::outdated: return 426;
    case Code::internal: return 500;
    case Code::unavailable: return 503;
    case Code::other_person: return 409;
    case Code::full: return 507;
    }
    return 500;
}

std::string_view media_type(std::string_view content_type) {
    content_type = content_type.substr(0, content_type.find(';'));
    while (!content_type.empty() && content_type.back() == ' ') content_type.remove_suffix(1);
    return content_type;
}

Form form_for(std::string_view accept, std::string_view content_type, bool from_app) {
    if (accept.find(binary_content_type) != accept.npos) return Form::binary;
    if (accept.find(json_content_type) != accept.npos) return Form::json;
    const std::string type = lower_ascii(media_type(content_type));
    if (type == binary_content_type) return Form::binary;
    if (type == json_content_type) return Form::json;
    return from_app ? Form::binary : Form::json;
}

Form form_for(const Request& request) {
    return form_for(request.header("accept"), request.header("content-type"),
                    !request.header("x-stuticket-build").empty());
}

Response error_response(const Request& request, Error error) {
    error.request_id = request.id;
    const bool binary = form_for(request) == Form::binary; // its reader renders by itself
    if (!binary) say_in_language(error, language_for(request));
    Response response;
    response.status = status_of(error.code);
    if (error.retry_after_s > 0)
        response.headers.emplace_back("Retry-After", std::to_string(error.retry_after_s));
    response.content_type = binary ? binary_content_type : json_content_type;
    response.body = binary ? wire::to_binary(error) : wire::to_json(error);
    return response;
}

} // namespace stu::http
