// What a backup is made of: each byte counts, and nothing comes out that was not written.

#include "backend/backup/description.hpp"
#include "backend/backup/folder.hpp"
#include "backend/backup/reader.hpp"
#include "backend/backup/writer.hpp"
#include "tests/support/alike.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <random>

namespace stu::backup {
namespace {

using Key = std::optional<security::Secret>;

const Key no_key;
const Key some_key = security::Secret(std::string(64, '5'));
const Key other_key = security::Secret(std::string(64, '6'));

/// Half of it text, half of it noise, as a database with PDFs is.
std::string some_content(std::size_t size) {
    std::mt19937 random(11);
    std::string content;
    while (content.size() < size / 2)
        content += "The printer of room " + std::to_string(random() % 50) + " is jammed. ";
    while (content.size() < size) content += static_cast<char>(random() & 0xff);
    return content;
}

struct File {
    test::TemporaryFolder folder;
    std::filesystem::path path = folder.path() / "a.backup";
    Description description;
    std::string content;

    File(const Key& key, std::size_t size) : content(some_content(size)) {
        security::SystemRandom random;
        description = {.made_ms = 1'764'310'500'000,
                       .files = {{std::string(database_file), content.size()}},
                       .tables = {{"ticket", 170}, {"ticket_event", 600}}};
        const system::Descriptor file = new_file(path);
        Writer writer(file.number(), make_head(key, std::string(32, 'd'), random), key);
        write(writer, description);
        for (std::size_t at = 0; at < content.size(); at += 300'000) writer.add(content.substr(at, 300'000));
        writer.finish();
    }

    std::string bytes() const {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void set_bytes(std::string_view bytes) const {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    }
    /// All that is in it.
    std::string read(const Key& key) const {
        Reader reader(path, key);
        const Description found = read_description(reader); // may throw, which a CHECK would swallow
        CHECK(found == description);
        std::string read_content(content.size(), '\0');
        reader.read(read_content.data(), read_content.size());
        reader.require_end();
        return read_content;
    }
};

TEST_CASE("what was written is read, whatever its size") {
    for (const Key& key : {no_key, some_key})
        for (const std::size_t size : {std::size_t{0}, std::size_t{1}, part_bytes, 5 * part_bytes + 17}) {
            const File file(key, size);
            CHECK(file.read(key) == file.content);
            CHECK(file.bytes().size() < size + 2'000);
        }
}

TEST_CASE("without the key nothing of an encrypted backup is to be seen") {
    const File plain(no_key, 0), encrypted(some_key, 2'000'000);
    CHECK(encrypted.bytes().find("The printer of room") == std::string::npos);
    CHECK(encrypted.bytes().find("ticket_event") == std::string::npos);
    CHECK(File(some_key, 1'000).bytes() != File(some_key, 1'000).bytes());
    CHECK_THROWS_WITH_AS(encrypted.read(no_key), doctest::Contains("is encrypted. Give its key"), Unusable);
    CHECK_THROWS_WITH_AS(encrypted.read(other_key), doctest::Contains("encrypted with another key"),
                         Unusable);
    CHECK_THROWS_WITH_AS(plain.read(some_key), doctest::Contains("is not encrypted, although"), Unusable);
}

TEST_CASE("each changed byte is found, each cut and each addition") {
    for (const Key& key : {no_key, some_key}) {
        const File file(key, 3 * part_bytes);
        const std::string good = file.bytes();
        std::mt19937 random(5);
        const auto is_found = [&](const std::string& bytes) {
            file.set_bytes(bytes);
            CHECK_THROWS_AS(file.read(key), Unusable);
        };
        for (std::size_t at = 0; at < Head::bytes + label_bytes;
             ++at) { // where each byte means something else
            std::string changed = good;
            changed[at] = static_cast<char>(changed[at] ^ (1 << (random() % 8)));
            is_found(changed);
        }
        for (std::size_t i = 0; i < test::tried_of(300); ++i) {
            std::string changed = good;
            char& byte = changed[random() % changed.size()];
            byte = static_cast<char>(byte ^ static_cast<char>(1 + random() % 255));
            is_found(changed);
            is_found(good.substr(0, random() % good.size()));
        }
        is_found(good.substr(0, good.size() - 1));
        is_found(good + '\0');
        is_found("");
        file.set_bytes(good);
        CHECK(file.read(key) == file.content);
    }
}

TEST_CASE("parts that are exchanged or left out are found") {
    for (const Key& key : {no_key, some_key}) {
        const File file(key, 6 * part_bytes);
        const std::string good = file.bytes();
        std::vector<std::string> parts;
        for (std::size_t at = Head::bytes; at < good.size(); at += parts.back().size())
            parts.push_back(good.substr(at, label_bytes + label_in(good.substr(at, label_bytes)).bytes));
        REQUIRE(parts.size() >= 3);
        const std::string head = good.substr(0, Head::bytes);
        const auto joined = [&] {
            std::string bytes = head;
            for (const std::string& part : parts) bytes += part;
            return bytes;
        };
        REQUIRE(joined() == good);
        std::swap(parts[0], parts[1]);
        file.set_bytes(joined());
        CHECK_THROWS_AS(file.read(key), Unusable);
        std::swap(parts[0], parts[1]);
        parts.erase(parts.begin() + 1);
        file.set_bytes(joined());
        CHECK_THROWS_AS(file.read(key), Unusable);
    }
}

TEST_CASE("a description that names other files is refused") {
    for (const char* text :
         {"made 1\nfile ../stuticket.db 0\n", "made 1\nfile secret.key 0\n", "made 1\n",
          "made 1\nfile stuticket.db 0\nfile stuticket.db 0\n", "made x\nfile stuticket.db 0\n"}) {
        const test::TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "a.backup";
        security::SystemRandom random;
        {
            const system::Descriptor file = new_file(path);
            Writer writer(file.number(), make_head(no_key, std::string(32, 'd'), random), no_key);
            const std::string described = text;
            writer.add(std::to_string(described.size()) + "\n" + described);
            writer.finish();
        }
        Reader reader(path, no_key);
        CHECK_THROWS_AS(read_description(reader), Unusable);
    }
}

TEST_CASE("a folder is one command's at a time") {
    const test::TemporaryFolder folder;
    {
        const system::Descriptor mine = locked_folder(folder.path());
        CHECK_THROWS_WITH_AS(locked_folder(folder.path()), doctest::Contains("Wait until it has ended"),
                             Unusable);
    }
    CHECK_NOTHROW(locked_folder(folder.path()));
    CHECK_THROWS_AS(locked_folder(folder.path() / "nowhere"), Unusable);
}

} // namespace
} // namespace stu::backup
