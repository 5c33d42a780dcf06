#include "common/wire/schema.hpp"

#include "common/html.hpp"
#include "common/wire/json.hpp"
#include "common/wire/messages.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace stu::wire {
namespace {

std::string code(std::string_view text) { return "<code>" + html_escaped(text) + "</code>"; }

/// Walks the same `fields()` as the archives and writes a list; records inside records become lists in lists.
class FieldList {
  public:
    template <Record T> static std::string of() {
        FieldList list;
        T record;
        T::fields(record, list);
        return list.items_.empty() ? "nothing" : "\n<ul>\n" + list.items_ + "</ul>\n";
    }

    template <class T> void operator()(std::string_view name, const T& value) {
        items_ += "<li>" + code(name) + ": " + type(value) + "</li>\n";
    }

  private:
    static std::string type(const std::string&) { return "text"; }
    static std::string type(const Message&) { return "text"; }
    static std::string type(std::int64_t) { return "whole number"; }
    static std::string type(bool) { return "true or false"; }
    template <NamedEnum E> static std::string type(E) {
        std::string names;
        for (std::string_view name : EnumNames<E>::values)
            names += (names.empty() ? "one of " : ", ") + code(name);
        return names;
    }
    template <class T> static std::string type(const std::vector<T>&) { return "list of " + type(T{}); }
    template <Record T> static std::string type(const T&) { return "record" + of<T>(); }

    std::string items_;
};

std::string method_and_path(Kind kind, std::string_view name) {
    std::string path = "/api/" + std::string(name);
    switch (kind) {
    case Kind::call: return "POST " + path;
    case Kind::upload: return "POST " + path + "?name=<file name>";
    case Kind::download: return "GET " + path + "?id=<id>";
    case Kind::table:
    case Kind::stream: return "GET " + path + "?<field>=<value>&<field>=<value>";
    }
    return path;
}

template <class E> std::string section(E) {
    const bool is_upload = E::kind == Kind::upload, is_download = E::kind == Kind::download;
    return "<section>\n<h2>" + code(method_and_path(E::kind, E::name)) + "</h2>\n<p>" +
           html_escaped(E::about) + "</p>\n<p>For " +
           (E::access == Access::anyone ? "anyone" : "people who are signed in") + ". " +
           (E::changes ? "Changes data." : "Only reads.") + "</p>\n<h3>Request</h3>\n<div>" +
           (is_upload ? "the bytes of the PDF" : FieldList::of<typename E::Request>()) +
           "</div>\n<h3>Response</h3>\n<div>" +
           (is_download               ? "the bytes of the PDF"
            : E::kind == Kind::stream ? "Server-Sent Events; those called " + code(stream_event::changes) +
                                            " carry" + FieldList::of<typename E::Response>()
            : E::kind == Kind::table ? "a CSV file (RFC 4180, UTF-8) with a row of names first"
                                     : FieldList::of<typename E::Response>()) +
           "</div>\n</section>\n";
}

std::string curl(std::string_view cookie_option, std::string_view path, const std::string& body) {
    return "curl " + std::string(cookie_option) + " cookies.txt -H '" + std::string(csrf_header) +
           ": 1' -H 'Content-Type: " + std::string(json_content_type) + "' \\\n  --data '" + body +
           "' \"$SERVER/api/" + std::string(path) + "\"\n";
}

std::string examples() {
    const Credentials credentials{"amina@students.example.org", "Your-passw0rd"};
    return "<h2>With curl</h2>\n<pre>" +
           html_escaped(curl("-c", SignIn::name, to_json(credentials)) +
                        curl("-b", ListOwnTickets::name, "{}")) +
           "</pre>\n";
}

constexpr std::string_view head = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>StuTicket API</title>
</head>
<body>
<main>
<h1>StuTicket API</h1>
)";

std::string introduction() {
    return "<p>Every call is a message and is answered by a message, in one of two forms: " +
           code(json_content_type) + " for scripts and " + code(binary_content_type) +
           " for the app in the browser. The header " + code("Content-Type") +
           " of the request decides. Each POST "
           "carries the header " +
           code(std::string(csrf_header) + ": 1") +
           "; uploads and the binary form also say whose page they come from, in " +
           code(std::string(person_header)) + ": the id of the person who is signed in, or " +
           code(std::string(nobody)) +
           ". A JSON call may leave that out unless it comes from a page. Times are Unix milliseconds. A "
           "field that is left out has its empty value; an unknown one is "
           "refused.</p>\n<p>A refusal has a status of 400 or above and this message:</p>\n<div>" +
           FieldList::of<Error>() + "</div>\n";
}

} // namespace

std::string api_page() {
    std::string page(head);
    page += introduction();
    page += examples();
    Api::each([&page](auto endpoint) { page += section(endpoint); });
    page += "</main>\n</body>\n</html>\n";
    return page;
}

} // namespace stu::wire
