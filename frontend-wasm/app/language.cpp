#include "frontend-wasm/app/language.hpp"

#include "common/language/languages.hpp"
#include "frontend-wasm/app/navigation.hpp"

#include <string>
#include <utility>

namespace stu::app {
namespace {

void want(State& state, std::string_view code, Effects& effects) {
    const bool english = code == languages().front().code;
    const std::string catalog = std::string(code) + (state.is_staff() && !english ? ".staff" : "");
    if (state.wanted_catalog == catalog) return;
    state.wanted_language = code;
    state.wanted_catalog = catalog;
    if (english)
        language_arrived(state, {catalog, {}}, effects);
    else
        effects.emplace_back(effect::LoadLanguage{catalog});
}

} // namespace

void follow_reader(State& state, const Surroundings& world, Effects& effects) {
    const Language* own = state.user() ? find_language(state.user()->language) : nullptr;
    want(state, own != nullptr ? own->code : language_among(world.wanted_languages(), state.rules().language),
         effects);
}

void name_catalogue(State& state) {
    if (state.session.value)
        state.named_catalogue = in_language(state.session.value->catalogue, state.language);
}

void choose_language(State& state, const Surroundings& world, std::string_view code, Effects& effects) {
    effects.emplace_back(effect::KeepLanguage{std::string(code)});
    if (!state.user()) return want(state, code, effects);
    User& user = state.session.value->user;
    user.language = code;
    if (auto* page = state.on<page::Settings>()) page->profile.request.language = code;
    follow_reader(state, world, effects);
    const Profile profile{user.name, user.registration_number, user.time_zone, user.notifications,
                          user.language};
    effects.push_back(
        effect::Call{std::string(SaveProfile::name), wire::to_binary(profile), [](const RawReply& reply) {
                         return Intent(intent::LanguageSaved{decode_reply<Session>(reply)});
                     }});
}

void language_arrived(State& state, const intent::LanguageArrived& arrived, Effects& effects) {
    if (arrived.catalog != state.wanted_catalog) return; // another one was chosen meanwhile
    Catalog catalog;
    if (state.wanted_language != languages().front().code) {
        auto read = Catalog::read(arrived.bytes);
        if (!read) {
            state.wanted_language = state.language;
            state.wanted_catalog.clear(); // may be tried again
            return show_toast(state,
                              tr("This language could not be loaded. Check your connection and try again."),
                              false, effects);
        }
        catalog = *std::move(read);
    }
    state.language = state.wanted_language;
    name_catalogue(state);
    effects.emplace_back(effect::Speak{state.language, std::move(catalog)});
}

} // namespace stu::app
