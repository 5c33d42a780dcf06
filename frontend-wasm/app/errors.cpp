#include "frontend-wasm/app/errors.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace stu::app {
namespace {

using Texts = std::map<std::string, std::string>;

/// Every field of a request by its name, as something that can be compared.
template <class Request> Texts texts_of(const Request& request) {
    Texts texts;
    Request::fields(request, [&texts](const char* name, const auto& value) {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, std::string>)
            texts[name] = value;
        else if constexpr (std::is_enum_v<Value> || std::is_integral_v<Value>)
            texts[name] = std::to_string(static_cast<std::int64_t>(value));
    });
    return texts;
}

template <class Request> bool take_back(Sending& sending, const Request& request) {
    if (sending.errors.empty() || sending.busy) return false;
    Texts now = texts_of(request);
    if (sending.refused.empty()) { // just refused
        sending.refused = std::move(now);
        return false;
    }
    if (now == sending.refused) return false;
    const std::vector<FieldError> still = validate(request);
    const auto put_right = [&](const FieldError& error) {
        const auto field = now.find(error.field);
        return field != now.end() && field->second != sending.refused[error.field] &&
               message_for(still, error.field).empty();
    };
    const auto gone = std::remove_if(sending.errors.begin(), sending.errors.end(), put_right);
    const bool any = gone != sending.errors.end();
    sending.errors.erase(gone, sending.errors.end());
    return any;
}

/// Filters: only what breaks a rule as they stand.
bool keep_true(std::vector<FieldError>& errors, std::vector<FieldError> still) {
    if (still.size() >= errors.size()) return false;
    errors = std::move(still);
    return true;
}

/// A file that is not sent was removed, or has arrived.
bool take_back_files(Sending& sending, const std::vector<FileDraft>& files) {
    const bool fine = std::all_of(files.begin(), files.end(),
                                  [](const FileDraft& file) { return !file.attachment.empty(); });
    const auto of_files = [](const FieldError& error) { return error.field == "attachments"; };
    if (!fine || std::none_of(sending.errors.begin(), sending.errors.end(), of_files)) return false;
    sending.errors.erase(std::remove_if(sending.errors.begin(), sending.errors.end(), of_files),
                         sending.errors.end());
    return true;
}

} // namespace

bool take_back_errors(State& state, const Surroundings& world) {
    bool any = false;
    const auto look_at = [&any](auto& form) { any = take_back(form.sending, form.request) || any; };
    std::visit(
        [&](auto& page) {
            if constexpr (requires { page.request; }) look_at(page);
        },
        state.page);
    if (state.sign_in_again) look_at(*state.sign_in_again);
    look_at(state.new_ticket);
    any = take_back_files(state.new_ticket.sending, state.new_ticket.files) || any;
    if (auto* page = state.on<page::FileForStudent>())
        any = take_back_files(page->sending, page->files) || any;
    if (auto* page = state.on<page::Ticket>()) {
        look_at(page->answer);
        look_at(page->review);
        look_at(page->edit);
        look_at(page->reopening);
        look_at(page->note);
        any = take_back_files(page->answer.sending, page->answer.files) || any;
        any = take_back_files(page->review.sending, page->review.files) || any;
    }
    if (auto* page = state.on<page::Settings>()) {
        look_at(page->profile);
        look_at(page->email);
        look_at(page->password);
        look_at(page->deletion);
    }
    if (auto* page = state.on<page::Queue>(); page && !page->errors.empty()) {
        const Route wanted = queue_route(state.route.id, page->filter);
        any = keep_true(page->errors, validate(queue_request(wanted, world))) || any;
    }
    if (auto* page = state.on<page::Analytics>(); page && !page->errors.empty()) {
        const Route wanted =
            Route{Page::analytics, state.route.id, {}}.with("from", page->from).with("to", page->to);
        any = keep_true(page->errors, validate(analytics_request(wanted, world))) || any;
    }
    return any;
}

} // namespace stu::app
