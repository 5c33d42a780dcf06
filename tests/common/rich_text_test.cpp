#include "common/rich_text.hpp"

#include "common/ticket_number.hpp"

#include <doctest/doctest.h>

#include <ctime>
#include <iterator>
#include <random>

using namespace stu;

namespace {

std::string joined(const std::vector<Span>& spans) {
    std::string all;
    for (const Span& span : spans) all += span.words;
    return all;
}

/// "see [web:https://x.example]. *strong* {code}": what `text` is made of, its marks left out.
std::string read(std::string_view text) {
    const std::vector<Span> spans = rich_text(text);
    CHECK(joined(spans) == text);
    std::string all;
    for (const Span& span : spans) {
        std::string piece(span.words);
        if (span.kind == SpanKind::web) piece = "[web:" + piece + "]";
        if (span.kind == SpanKind::mail) piece = "[mail:" + piece + "]";
        if (span.kind == SpanKind::ticket) piece = "[ticket:" + piece + "]";
        if (span.kind == SpanKind::code) piece = "{" + piece + "}";
        if (span.kind == SpanKind::bullet) piece = "(•)";
        if (span.kind == SpanKind::number) piece = "(" + piece + ")";
        if (span.kind == SpanKind::mark) piece.clear();
        all += span.strong && span.kind != SpanKind::mark ? "<" + piece + ">" : piece;
    }
    return all;
}

std::vector<std::string> targets(std::string_view text) {
    std::vector<std::string> all;
    for (const Span& span : rich_text(text))
        if (is_link(span.kind)) all.push_back(target(span));
    return all;
}

/// What attackers and careless people write, in any order.
constexpr std::string_view pieces[] = {"https://",
                                       "http://",
                                       "www.",
                                       "HTTPS://X.example",
                                       "javascript:alert(1)",
                                       "data:text/html,",
                                       "file:///",
                                       "x.example",
                                       "a@b.example",
                                       "@",
                                       "mailto:",
                                       "7QHD-20Z8",
                                       "-",
                                       "*",
                                       "**",
                                       "***",
                                       "`",
                                       "``",
                                       "(",
                                       ")",
                                       "[",
                                       "]",
                                       ".",
                                       ",",
                                       "'",
                                       "\"",
                                       "<",
                                       ">",
                                       " ",
                                       "\n",
                                       "\n- ",
                                       "\n* ",
                                       "\n1. ",
                                       "\n999. ",
                                       "\t",
                                       "words",
                                       "بوابة",
                                       "שלום",
                                       "学生证",
                                       "🙏",
                                       "👩‍🎓",
                                       "\u202e",
                                       "\u200b",
                                       "\u00a0",
                                       "e\u0301",
                                       "\xff",
                                       "\xc3",
                                       "\xf0\x9f",
                                       "%2e",
                                       "\\",
                                       "/",
                                       "?q=1&r=2",
                                       "#",
                                       "_"};

std::string some_text(std::mt19937& random) {
    std::string text;
    for (std::size_t count = random() % 40; count > 0; --count) text += pieces[random() % std::size(pieces)];
    return text;
}

} // namespace

TEST_CASE("addresses of the web can be followed, and what ends the sentence does not belong to them") {
    CHECK(read("see https://x.example/a?b=c#d.") == "see [web:https://x.example/a?b=c#d].");
    CHECK(read("(see https://x.example/a_(b).)") == "(see [web:https://x.example/a_(b)].)");
    CHECK(read("[https://x.example/a[1]], https://x.example/!") ==
          "[[web:https://x.example/a[1]]], [web:https://x.example/]!");
    CHECK(read("\"https://x.example\" <https://x.example/> «https://x.example»") ==
          "\"[web:https://x.example]\" <[web:https://x.example/]> «[web:https://x.example]»");
    CHECK(read("HTTP://X.example:8080/~ruth/a*b, www.x.example/b; and www.x") ==
          "[web:HTTP://X.example:8080/~ruth/a*b], [web:www.x.example/b]; and www.x");
    CHECK(read("https://x.example/été/学生证 见https://x.example。谢谢") ==
          "[web:https://x.example/été/学生证] 见[web:https://x.example]。谢谢");
    CHECK(read("https://x.example🙏 https://x.example\u202e!") ==
          "[web:https://x.example]🙏 [web:https://x.example]\u202e!");
    CHECK(targets("www.x.example and HTTPS://x.example") ==
          std::vector<std::string>{"https://www.x.example", "HTTPS://x.example"});
}

TEST_CASE("nothing else becomes a link of the web, nor an address that seems to lead elsewhere") {
    for (const char* text :
         {"javascript:alert(1)", "JavaScript://x.example/%0aalert(1)", "data:text/html,<b>x</b>",
          "file:///etc/passwd", "vbscript:x", "ftp://x.example", "https://", "https:// x.example",
          "http:///x", "https://.", "https://?x", "https://bank.example@x.example/", "xhttps://x.example",
          "www.", "www..", "awww.x.example"}) {
        CAPTURE(text);
        CHECK(read(text) == text);
    }
    CHECK(targets("https://x.example\\@y.example") ==
          std::vector<std::string>{"https://x.example\\@y.example"});
}

TEST_CASE("addresses of mail can be written to") {
    CHECK(read("Write to ruth@staff.example.edu, or <amina+it@x.example>.") ==
          "Write to [mail:ruth@staff.example.edu], or <[mail:amina+it@x.example]>.");
    CHECK(read("mailto:o'brien@x.example 'ruth@x.example'") ==
          "mailto:[mail:o'brien@x.example] '[mail:ruth@x.example]'");
    for (const char* text :
         {"@Ruth", "ruth@", "ruth@localhost", "a@b@x.example", "müller@x.example", "a..b@x.example"}) {
        CAPTURE(text);
        CHECK(read(text) == text);
    }
    CHECK(targets("a%b+c@x.example ruth@müller.example") ==
          std::vector<std::string>{"mailto:a%25b%2Bc@x.example", "mailto:ruth@m%C3%BCller.example"});
}

TEST_CASE("numbers of tickets lead to them, where they stand as a word of their own") {
    const std::string number = make_ticket_number(20'261'126), other = make_ticket_number(20'261'127);
    CHECK(read("As in " + number + ", and (" + other + ")?") ==
          "As in [ticket:" + number + "], and ([ticket:" + other + "])?");
    CHECK(read("#" + number + ".") == "#[ticket:" + number + "].");
    for (const std::string& text : {number + "x", "x" + number, number + "-1", number + ".pdf",
                                    number.substr(0, 4) + number.substr(5), number.substr(0, 8) + "U"})
        CHECK(read(text) == text);
    CHECK(read("https://x.example/" + number) == "[web:https://x.example/" + number + "]");

    std::string typed = number;
    for (char& c : typed) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '0' ? 'o' : c;
    CHECK(targets(typed) == std::vector<std::string>{"/tickets/" + number});
}

TEST_CASE("a word of eight letters that happens to pass the check symbol is no number") {
    // Every word of the pattern, lower case, without a digit: whatever the check symbol says.
    std::mt19937 random(2026);
    for (int turn = 0; turn < 2'000; ++turn) {
        std::string word;
        for (int i = 0; i < 8; ++i) word += static_cast<char>('a' + random() % 26);
        word.insert(4, "-");
        CHECK(targets(word).empty());
    }
}

TEST_CASE("asterisks make strong and backticks code, in a line and around words") {
    CHECK(read("This is *urgent* and **very urgent**.") == "This is <urgent> and <very urgent>.");
    CHECK(read("Type `ipconfig *all*`, then **see https://x.example**!") ==
          "Type {ipconfig *all*}, then <see ><[web:https://x.example]>!");
    CHECK(read("这是**重要**的") == "这是<重要>的");
    for (const char* text : {"2*3*4", "2 * 3 * 4", "5**2", "*a", "a*", "**a*", "*a**", "* *", "****",
                             "*a\nb*", "`", "``", "`a", "```a```", "don`t can`t", "**", "***a***"}) {
        CAPTURE(text);
        CHECK(read(std::string("x ") + text) == std::string("x ") + text);
    }
}

TEST_CASE("lines that begin like a list are one") {
    CHECK(read("I tried:\n- the *library*\n* www.x.example\n10. all\n") ==
          "I tried:\n(•)the <library>\n(•)[web:www.x.example]\n(10. )all\n");
    for (const char* text : {"-no", "--", "-", "1.5 GB", "1.", "2026. x", "x - y", " - x", ". x", "a. x"}) {
        CAPTURE(text);
        CHECK(read(text) == text);
    }
}

TEST_CASE("a text in which nothing stands out is plain") {
    CHECK(is_plain(rich_text("")));
    CHECK(is_plain(rich_text("Every evening after nine\nthe network is gone.")));
    CHECK_FALSE(is_plain(rich_text("- one")));
    CHECK_FALSE(is_plain(rich_text("*one*")));
    CHECK_FALSE(is_plain(rich_text("www.x.example")));
}

TEST_CASE("whatever is written, the pieces are the text, and links lead to the web, to mail or to a ticket") {
    std::mt19937 random(2026);
    for (int turn = 0; turn < 20'000; ++turn) {
        const std::string text = some_text(random);
        CAPTURE(text);
        const std::vector<Span> spans = rich_text(text);
        REQUIRE(joined(spans) == text);
        for (const Span& span : spans) {
            REQUIRE_FALSE(span.words.empty());
            if (span.kind == SpanKind::feed)
                CHECK(span.words == "\n");
            else
                CHECK(span.words.find('\n') == std::string_view::npos);
            if (!is_link(span.kind)) continue;
            CHECK(span.words.find_first_of(" \t<>\"`\x1f") == std::string_view::npos);
            const std::string address = target(span);
            const bool known = address.rfind("https://", 0) == 0 || address.rfind("http://", 0) == 0 ||
                               address.rfind("HTTPS://", 0) == 0 || address.rfind("mailto:", 0) == 0 ||
                               address.rfind("/tickets/", 0) == 0;
            CHECK(known);
        }
    }
}

TEST_CASE("parts of a text stand out besides what was typed to, and the text stays whole") {
    const std::string text = "Ask @Ruth, *@Ruth* or see www.example.edu\n@Ruth";
    auto spans = rich_text(text);
    make_strong(spans, text, {{4, 5}, {12, 5}, {22, 6}, {42, 5}});
    std::string whole, strong;
    for (const Span& span : spans) {
        whole += span.words;
        if (span.strong) strong += "[" + std::string(span.words) + "]";
    }
    CHECK(whole == text);
    CHECK(strong == "[@Ruth][@Ruth][see ][@Ruth]");
    std::vector<Span> plain = rich_text("Ask @Ruth.");
    CHECK(is_plain(plain));
    make_strong(plain, plain.front().words, {});
    CHECK(is_plain(plain));
    make_strong(plain, plain.front().words, {{4, 5}});
    CHECK_FALSE(is_plain(plain));
}

TEST_CASE("a long text takes time in proportion to its length, however it is made") {
    for (const std::string_view piece :
         {" *", " **",  " *a",  " `a",  "*`",   "(",  "https://x.example/(", "https://", "a@",
          "w",  "www.", "\n- ", "*a* ", "\n*a", "学", "https://x.example ",  "a.",       "'",
          "[(", "@"}) {
        CAPTURE(std::string(piece));
        std::string text;
        while (text.size() < 300'000) text += piece;
        const std::clock_t start = std::clock(); // of this process: others may be busy
        REQUIRE(joined(rich_text(text)) == text);
        const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        CHECK(seconds < 1); // 0.03, several where it were the square
    }
}
