#pragma once
// The browser as an interface. platform/browser is the real one, platform/scripted the one of the native
// tests.

#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/surroundings.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace stu::platform {

class Platform : public app::Surroundings {
  public:
    /// Whose page this is from now on: what every call and upload says. Empty = nobody's.
    virtual void belongs_to(std::string_view person) = 0;
    /// POST /api/<endpoint>; `done` runs later, never inside this call. `unasked`: nobody wanted it.
    virtual void call(std::string_view endpoint, std::string body, bool unasked,
                      std::function<void(const app::RawReply&)> done) = 0;
    /// As an unasked call, made again while somebody looks at the page; `done` runs for each answer that
    /// differs from the last. In place of the one before; no endpoint = none any more.
    virtual void keep_telling(std::string_view endpoint, std::string body,
                              std::function<void(const app::RawReply&)> done) = 0;
    /// Sends the chosen file; progress and end arrive as intents.
    virtual void upload(std::uint32_t handle, std::string_view name) = 0;
    virtual void cancel_upload(std::uint32_t handle) = 0;
    /// Likewise, but keeps the file on this device.
    virtual void stop_upload(std::uint32_t handle) = 0;
    /// Asks the server until it answers, less and less often; then intent::ConnectionBack.
    virtual void await_connection() = 0;
    /// Works on a proof of work beside the page; the answer arrives as an intent, empty when it cannot be
    /// done.
    virtual void solve(std::string_view challenge, std::int64_t bits) = 0;
    /// Applies the choice at once and remembers it.
    virtual void use_appearance(app::Appearance appearance) = 0;
    /// Fetches a catalog ("fr", "fr.staff"); it arrives as an intent.
    virtual void load_language(std::string_view catalog) = 0;
    /// Remembers the choice on this device.
    virtual void keep_language(std::string_view code) = 0;
    /// Tells the browser in which language the page is, and which way it is written ("ltr", "rtl").
    virtual void show_language(std::string_view code, std::string_view direction) = 0;
    /// Puts the program that has what staff needs in the place of this one, once nothing runs.
    virtual void load_staff_part() = 0;
    virtual void push_url(std::string_view url) = 0;
    virtual void replace_url(std::string_view url) = 0;
    virtual void set_title(std::string_view title) = 0;
    /// How much waits to be seen stands before the title; 0 = nothing.
    virtual void set_waiting(std::int64_t count) = 0;
    /// To assistive technology; `urgent` interrupts.
    virtual void announce(std::string_view text, bool urgent) = 0;
};

} // namespace stu::platform
