#pragma once
// What update() wants done outside: calls, uploads, the address bar, focus. Performed after the frame, in
// order.

#include "common/language/catalog.hpp"
#include "common/wire/binary.hpp"
#include "frontend-wasm/app/appearance.hpp"
#include "frontend-wasm/app/intent.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stu::app {

/// What came back from the server. `status` 0 = nothing did.
struct RawReply {
    int status = 0;
    std::string body;
};

namespace effect {

struct Call {
    std::string endpoint, body;
    std::function<Intent(const RawReply&)> reply;
    bool unasked = false; ///< nobody wanted it: it keeps no session alive
};
/// Makes the call now, and again while somebody looks at the page; it is answered where the answer differs
/// from the last one. In place of the one before; no endpoint = none any more.
struct KeepTelling {
    Call call = {};
};
struct Upload {
    std::uint32_t handle;
    std::string name;
};
struct CancelUpload {
    std::uint32_t handle;
};
/// The file stays on this device, for its draft.
struct StopUpload {
    std::uint32_t handle;
};
/// Asks the server until it answers, less and less often; then intent::ConnectionBack.
struct AwaitConnection {};
struct SolveChallenge {
    Challenge challenge;
}; ///< answered by intent::CaptchaAnswered
/// The program with all that staff needs, in place of this one, at the same address.
struct LoadStaffPart {};
struct PushUrl {
    std::string url;
};
struct ReplaceUrl {
    std::string url;
};
struct UseAppearance {
    Appearance appearance;
};
struct LoadLanguage {
    std::string catalog; ///< "fr" for students, "fr.staff"
};                       ///< answered by intent::LanguageArrived
struct KeepLanguage {
    std::string code;
}; ///< on this device
/// Everything is said in it from now on.
struct Speak {
    std::string code;
    Catalog catalog;
};
struct SetTitle {
    Message title;
};
/// How much waits to be seen, for the title; 0 = nothing.
struct SetWaiting {
    std::int64_t count;
};
struct Announce {
    Message text;
    bool urgent;
}; ///< to the live regions
struct FocusHeading {};
struct ShowNewest {};  ///< of a conversation, wherever its reader is
struct FocusAnswer {}; ///< the field that the person came to write in
struct FocusFirstError {};
struct ScrollToTop {};

} // namespace effect

using Effect = std::variant<effect::Call, effect::KeepTelling, effect::Upload, effect::CancelUpload,
                            effect::StopUpload, effect::AwaitConnection, effect::SolveChallenge,
                            effect::UseAppearance, effect::LoadStaffPart, effect::PushUrl, effect::ReplaceUrl,
                            effect::LoadLanguage, effect::KeepLanguage, effect::Speak, effect::SetTitle,
                            effect::SetWaiting, effect::Announce, effect::FocusHeading, effect::FocusAnswer,
                            effect::FocusFirstError, effect::ShowNewest, effect::ScrollToTop>;
using Effects = std::vector<Effect>;

/// What a reply may take in memory, about twice its own size. The longest ticket (`max_history_of_staff`)
/// stays below half of this.
inline constexpr std::size_t max_reply_bytes = 8u << 20;

/// The value, or why there is none. A body that is no message counts as a lost connection: a proxy's error
/// page, say.
template <class T> Result<T> decode_reply(const RawReply& reply) {
    if (reply.status == 200) {
        if (auto value = wire::from_binary<T>(reply.body, max_reply_bytes)) return value;
        if (reply.body.size() > max_reply_bytes / 2)
            return refuse(Code::too_large,
                          tr("This is too long to be shown here. Please ask the service desk."));
    } else if (reply.status != 0) {
        if (auto error = wire::from_binary<Error>(reply.body, max_reply_bytes)) return error.value();
    }
    return refuse(Code::unavailable,
                  tr("The service desk cannot be reached. Check your connection and try again."));
}

template <class E> Effect call(const State& state, const typename E::Request& request, bool gently = false) {
    return effect::Call{
        std::string(E::name), wire::to_binary(request),
        [visit = state.visit, gently](const RawReply& reply) {
            return Intent(intent::Replied<E>{visit, decode_reply<typename E::Response>(reply), gently});
        },
        gently};
}

} // namespace stu::app
