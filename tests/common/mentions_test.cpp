// Whom a note calls by name, in whatever script and case, and whom it does not.

#include "common/mentions.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

using namespace stu;

namespace {

const std::vector<Colleague> people_at_it{{"ruth", "Ruth Kamau"},      {"anna", "Anna Maria Njeri"},
                                          {"david", "David Otieno"},   {"other", "David Wanjiru"},
                                          {"elodie", "Élodie Müller"}, {"olga", "Ольга Петрова"},
                                          {"lin", "林美玲"},           {"left", "Grace Njeri", false},
                                          {"sami", "سامي حداد"},       {"asha", "आशा पटेल"}};

/// The ids, with what calls them: "ruth=@Ruth".
std::string called(std::string_view text, const std::vector<Colleague>& colleagues = people_at_it) {
    std::string all;
    for (const Mention& each : mentions(text, colleagues))
        for (const std::string& id : each.ids)
            all += (all.empty() ? "" : ", ") + id + "=" + std::string(text.substr(each.at, each.size));
    return all;
}

} // namespace

TEST_CASE("a colleague is called by the whole name, or by a first name that nobody else has") {
    CHECK(called("@Ruth Kamau, please look.") == "ruth=@Ruth Kamau");
    CHECK(called("Ask @Ruth.") == "ruth=@Ruth");
    CHECK(called("@Ruth's idea") == "ruth=@Ruth");
    CHECK(called("(@Ruth)\n@Anna Maria Njeri!") == "ruth=@Ruth, anna=@Anna Maria Njeri");
    CHECK(called("@Anna Maria is there") == "anna=@Anna");
    CHECK(called("@David knows") == "");
    CHECK(called("@David Otieno knows, @David Wanjiru does not") ==
          "david=@David Otieno, other=@David Wanjiru");
    CHECK(called("Ruth Kamau has no sign before her name") == "");
    CHECK(called("@Grace Njeri has left") == "");
    CHECK(called("@ Ruth, @, @@Ruth, @Nobody") == "");
}

TEST_CASE("in every script, and upper and lower case make no difference") {
    CHECK(called("@RUTH KAMAU and @ruth") == "ruth=@RUTH KAMAU, ruth=@ruth");
    CHECK(called("@élodie, @ÉLODIE MÜLLER") == "elodie=@élodie, elodie=@ÉLODIE MÜLLER");
    CHECK(called("Спросите @ольга петрова или @ОЛЬГА.") == "olga=@ольга петрова, olga=@ОЛЬГА");
    CHECK(called("请@林美玲看一下") == "lin=@林美玲");
    CHECK(called("اسأل @سامي حداد أو @سامي.") == "sami=@سامي حداد, sami=@سامي");
    CHECK(called("@आशा पटेल से पूछें") == "asha=@आशा पटेल");
}

TEST_CASE("nobody is called by a part of a word or of an address") {
    CHECK(called("write to helpdesk@ruth.example.edu") == "");
    CHECK(called("amina.@Ruth x_@Ruth 7@Ruth é@Ruth Ольга@Ruth") == "");
    CHECK(called("@Ruthless, @Ruth2, @Ruthé, @Ruth.example, @Ruth@example, @Ruth-Anne, @Ruth_x") == "");
    CHECK(called("@Ruth. @Ruth, @Ruth: @Ruth- @Ruth") ==
          "ruth=@Ruth, ruth=@Ruth, ruth=@Ruth, ruth=@Ruth, ruth=@Ruth");
    CHECK(called("@Ruth Kamauro") == "ruth=@Ruth");
}

TEST_CASE("the longest name counts, and those who have the same are all called") {
    const std::vector<Colleague> alike{
        {"ruth", "Ruth"}, {"kamau", "Ruth Kamau"}, {"twin", "Ruth Kamau"}, {"long", "Ruth Kamau Njeri"}};
    CHECK(called("@Ruth", alike) == "ruth=@Ruth");
    CHECK(called("@Ruth Kamau", alike) == "kamau=@Ruth Kamau, twin=@Ruth Kamau");
    CHECK(called("@Ruth Kamau Njeri", alike) == "long=@Ruth Kamau Njeri");
    CHECK(called("@", {{"nameless", ""}}) == "");
    CHECK(mentioned("@Ruth, @ruth kamau, @Ruth", people_at_it) == std::vector<std::string>{"ruth"});
}

TEST_CASE("bytes that are no text call nobody, and ten thousand signs take no long") {
    CHECK(called("\xff@Ruth \xc3@Ruth @Ru\xffth @\xf0\x9f") == "ruth=@Ruth, ruth=@Ruth");
    std::vector<Colleague> many;
    for (int i = 0; i < 300; ++i) many.push_back({std::to_string(i), "Ruth Kamau " + std::to_string(i)});
    std::string text;
    for (int i = 0; i < 3'000; ++i) text += "@Ruth Kamau ";
    const auto begun = std::chrono::steady_clock::now();
    CHECK(mentions(text, many).empty());
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(5));
}

TEST_CASE("what is typed of a mention ends where the caret stands") {
    CHECK(mention_begun("Look, @Ru", 9) == "@Ru");
    CHECK(mention_begun("Look, @Ruth Ka", 14) == "@Ruth Ka");
    CHECK(mention_begun("@", 1) == "@");
    CHECK(mention_begun("@Ru and more", 3) == "@Ru");
    CHECK(mention_begun("@Ru\nmore", 8) == "");
    CHECK(mention_begun("a@Ru", 4) == "");
    CHECK(mention_begun("nothing", 7) == "");
    CHECK(mention_begun("@Ru", 0) == "");
}

TEST_CASE("colleagues are offered by the beginning of a word of their names, the first word before others") {
    const auto offered = [](std::string_view typed) {
        std::string ids;
        for (const Colleague* each : colleagues_called(typed, people_at_it)) ids += each->id + " ";
        return ids;
    };
    CHECK(offered("da") == "david other ");
    CHECK(offered("KA") == "ruth ");
    CHECK(offered("mü") == "elodie ");
    CHECK(offered("Anna M") == "anna ");
    CHECK(offered("nj") == "anna "); // and nobody who has left
    CHECK(offered("Ruth Kamau ") == "");
    CHECK(colleagues_called("", people_at_it).size() == people_at_it.size() - 1);
}
