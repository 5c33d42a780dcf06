#pragma once
// Calls endpoints as the app does, typed, in either wire form, as one person.

#include "common/api.hpp"
#include "common/wire/binary.hpp"
#include "common/wire/json.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/pdf.hpp"
#include "tests/support/running_server.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace stu::test {

enum class Form { binary, json };
inline constexpr Form both_forms[] = {Form::binary, Form::json};

inline std::string_view type_of(Form form) {
    return form == Form::binary ? binary_content_type : json_content_type;
}

/// An answer, decoded as far as its status permits.
template <class Message> struct Answered {
    Reply reply;
    std::optional<Message> message; ///< with status 200
    Error error;                    ///< otherwise

    int status() const { return reply.status; }
    const Message& operator*() const { return message.value(); }
    const Message* operator->() const { return &message.value(); }
};

class ApiClient {
  public:
    /// An empty `token` is a visitor; `browser_token` is the cookie of a browser that was used before.
    explicit ApiClient(const RunningServer& server, std::string token = {}, std::string browser_token = {})
        : port_(server.port()), host_(server.host()), token_(std::move(token)),
          browser_token_(std::move(browser_token)), person_(server.person_of(token_)) {}

    /// The same browser, where the page was loaded for somebody else; "" says nothing of whose page it is.
    ApiClient on_page_of(std::string person) const {
        ApiClient client = *this;
        client.person_ = std::move(person);
        return client;
    }
    const std::string& person() const { return person_; }

    /// The client that a browser is after `reply`, whose cookies it keeps.
    ApiClient after(const RunningServer& server, const Reply& reply) const {
        const std::string cookies = reply.header("set-cookie");
        const auto token_in = [&](std::string_view name, const std::string& before) {
            const std::size_t at = cookies.find(std::string(name) + "=");
            if (at == cookies.npos) return before;
            return cookies.substr(at + name.size() + 1, cookies.find(';', at) - at - name.size() - 1);
        };
        return ApiClient(server, token_in("stuticket_session", token_),
                         token_in("stuticket_browser", browser_token_));
    }

    const std::string& token() const { return token_; }
    const std::string& browser_token() const { return browser_token_; }

    template <class Endpoint>
    Answered<typename Endpoint::Response> call(Endpoint, const typename Endpoint::Request& request,
                                               Form form = Form::binary) const {
        const std::string body = form == Form::binary ? wire::to_binary(request) : wire::to_json(request);
        return decoded<typename Endpoint::Response>(post(Endpoint::name, type_of(form), body), form);
    }

    Answered<Attachment> upload(std::string_view name, std::string_view content) const {
        const std::string target = "attachments.put?name=" + std::string(name);
        return decoded<Attachment>(post(target, "application/pdf", content, "Accept: application/json\r\n"),
                                   Form::json);
    }

    /// The headers that a browser sends with every request of the app.
    std::string common_headers() const {
        std::string headers = "Host: " + host_ + "\r\n";
        std::string cookies;
        if (!token_.empty()) cookies = "stuticket_session=" + token_;
        if (!browser_token_.empty())
            cookies += (cookies.empty() ? "" : "; ") + ("stuticket_browser=" + browser_token_);
        if (!cookies.empty()) headers += "Cookie: " + cookies + "\r\n";
        if (!person_.empty()) headers += std::string(person_header) + ": " + person_ + "\r\n";
        return headers;
    }

    Reply post(std::string_view name, std::string_view content_type, std::string_view body,
               std::string_view more_headers = {}) const {
        return post_raw(name,
                        "X-StuTicket: 1\r\nContent-Type: " + std::string(content_type) + "\r\n" +
                            std::string(more_headers),
                        body);
    }

    /// Only the common headers are added.
    Reply post_raw(std::string_view name, std::string_view headers, std::string_view body) const {
        std::string text = "POST /api/" + std::string(name) + " HTTP/1.1\r\n" + common_headers();
        text += std::string(headers) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
        return ask(port_, text.append(body));
    }

    Reply get(std::string_view target, std::string_view headers = {}) const {
        return ask(port_, "GET " + std::string(target) + " HTTP/1.1\r\n" + common_headers() +
                              std::string(headers) + "\r\n");
    }

    template <class Message> static Answered<Message> decoded(Reply reply, Form form) {
        Answered<Message> answered;
        const auto read = [&]<class T>(T*) {
            constexpr std::size_t room = 8u << 20; // as the app gives it
            return form == Form::binary ? wire::from_binary<T>(reply.body, room)
                                        : wire::from_json<T>(reply.body);
        };
        if (reply.status == 200) {
            answered.message = read(static_cast<Message*>(nullptr)).value();
        } else {
            answered.error = read(static_cast<Error*>(nullptr)).value();
        }
        answered.reply = std::move(reply);
        return answered;
    }

  private:
    std::uint16_t port_;
    std::string host_, token_, browser_token_, person_;
};

/// A draft that is fine; tests spoil one thing of it.
inline NewTicket good_draft(char request_digit = 'a') {
    NewTicket draft;
    draft.request_id = std::string(32, request_digit);
    draft.service = "eduroam-and-network-services";
    draft.name = "Amina Wanjiru";
    draft.registration_number = "BIT-2024-0417";
    draft.subject = "Żółty Wi-Fi – 学生";
    draft.message = "It does not connect.";
    return draft;
}

} // namespace stu::test
