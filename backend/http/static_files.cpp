#include "backend/http/static_files.hpp"

#include "backend/http/embedded.hpp"
#include "common/numbers.hpp"
#include "common/page_paths.hpp"
#include "common/text.hpp"
#include "common/ticket_number.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace stu::http {
namespace {

const EmbeddedFile* find_file(std::string_view path) {
    for (const EmbeddedFile& file : embedded_files())
        if (file.path == path) return &file;
    return nullptr;
}

std::string_view text_of(std::span<const unsigned char> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Response plain_text(int status, std::string text) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

Response no_front_end() {
    return plain_text(503, "This server was built without the web pages. The API is described at /api.\n");
}

Response missing_file() {
    return plain_text(404, "There is no such file. If you had this page open for long, please reload it.\n");
}

/// A page of the app has no dot in its last part; "/app.0123.wasm" of an earlier build must not be answered
/// with a page.
bool names_a_file(std::string_view path) {
    return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

/// Mail programs take what follows a link for a part of it: "/tickets/7QHD-20ZK." and "/tickets/7QHD-20ZK/"
/// mean the ticket. Its own address then, or nothing.
std::string ticket_meant_by(std::string_view path) {
    constexpr std::string_view tickets = "/tickets/";
    if (!path.starts_with(tickets)) return {};
    path.remove_prefix(tickets.size());
    const auto is_of_number = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    };
    const auto end = std::find_if_not(path.begin(), path.end(), is_of_number);
    if (end == path.end() || std::any_of(end, path.end(), is_of_number)) return {};
    const auto number = parse_ticket_number(path.substr(0, static_cast<std::size_t>(end - path.begin())));
    return number ? std::string(tickets) + *number : std::string();
}

Response moved_to(std::string address) {
    Response response = plain_text(302, "This page is at " + address + ".\n");
    response.headers.emplace_back("Location", std::move(address));
    return response;
}

/// RFC 9110 §13.1.2: a list of tags, compared weakly, or "*".
bool matches_etag(std::string_view if_none_match, std::string_view etag) {
    return if_none_match == "*" || if_none_match.find(etag) != if_none_match.npos;
}

} // namespace

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
    while (!accept_encoding.empty()) {
        const std::string item = trimmed(lower_ascii(split_off(accept_encoding, ',')));
        std::string_view weight = item;
        if (trimmed(split_off(weight, ';')) != coding) continue;
        return weight.empty() || weight.find_first_of("123456789") != weight.npos;
    }
    return false;
}

Response static_file(const Request& request) {
    const EmbeddedFile* file = find_file(request.path);
    if (file == nullptr)
        if (std::string meant = ticket_meant_by(request.path); !meant.empty())
            return moved_to(std::move(meant));
    if (file == nullptr && names_a_file(request.path)) return missing_file();
    const bool nowhere = file == nullptr && !is_page_path(request.path);
    if (file == nullptr) file = find_file("/index.html");
    if (file == nullptr) return no_front_end();

    Response response;
    if (nowhere) response.status = 404; // the app says so in words
    response.content_type = file->content_type;
    response.headers = {
        {"ETag", std::string(file->etag)},
        {"Cache-Control", file->immutable ? "public, max-age=31536000, immutable" : "no-cache"},
        {"Vary", "Accept-Encoding"}};
    if (!nowhere && matches_etag(request.header("if-none-match"), file->etag)) {
        response.status = 304;
        return response;
    }
    const std::string_view accepted = request.header("accept-encoding");
    if (!file->brotli.empty() && accepts_coding(accepted, "br")) {
        response.headers.emplace_back("Content-Encoding", "br");
        response.embedded = text_of(file->brotli);
    } else if (!file->gzip.empty() && accepts_coding(accepted, "gzip")) {
        response.headers.emplace_back("Content-Encoding", "gzip");
        response.embedded = text_of(file->gzip);
    } else {
        response.embedded = text_of(file->plain);
    }
    return response;
}

} // namespace stu::http
