// A transaction is a function: what it returns decides whether anything of it stays.

#include "backend/store/engine/store.hpp"
#include "common/result.hpp"
#include "tests/store/heard.hpp"
#include "tests/support/english.hpp"
#include "tests/support/temporary_database.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

namespace stu::store {
namespace {

struct Notebook {
    test::TemporaryDatabase place;
    Store store{place.database()};
    Heard heard;

    Notebook() {
        store.write([](Transaction& transaction) {
            transaction.connection().script("CREATE TABLE note (text TEXT PRIMARY KEY)");
        });
        store.listeners().add(heard);
    }
    static void write(Transaction& transaction, std::string_view text) {
        transaction.connection().run("INSERT INTO note (text) VALUES ($1)", {text});
        transaction.after_commit(TicketChanged{{}, std::string(text), 1, {}, {}});
    }
    std::string notes() {
        return store.read([](Transaction& transaction) {
            std::string all;
            const auto row = transaction.connection().query("SELECT text FROM note ORDER BY text");
            while (row->next()) all += row->text(0) + " ";
            return all;
        });
    }
};

TEST_CASE("a function's value is returned, and what it did stays") {
    Notebook notebook;
    const Result<int> seven = notebook.store.write([](Transaction& transaction) -> Result<int> {
        Notebook::write(transaction, "result");
        return 7;
    });
    CHECK(seven.value() == 7);
    const std::string word = notebook.store.write([](Transaction& transaction) {
        Notebook::write(transaction, "string");
        return std::string("word");
    });
    CHECK(word == "word");
    notebook.store.write([](Transaction& transaction) { Notebook::write(transaction, "void"); });
    CHECK(notebook.notes() == "result string void ");
    CHECK(notebook.heard.numbers() == std::vector<std::string>{"result", "string", "void"});
}

TEST_CASE("an Error undoes what the function did, and nobody hears of it") {
    Notebook notebook;
    const Result<int> refused = notebook.store.write([](Transaction& transaction) -> Result<int> {
        Notebook::write(transaction, "refused");
        return refuse(Code::conflict, as_written("No."));
    });
    CHECK(refused.error().message == "No.");
    CHECK(notebook.notes().empty());
    CHECK(notebook.heard.all.empty());
}

TEST_CASE("an exception undoes what the function did, and comes out") {
    Notebook notebook;
    CHECK_THROWS_WITH_AS(notebook.store.write([](Transaction& transaction) {
        Notebook::write(transaction, "thrown");
        throw std::runtime_error("a bug");
    }),
                         "a bug", std::runtime_error);
    CHECK(notebook.notes().empty());
    CHECK(notebook.heard.all.empty());
    notebook.store.write([](Transaction& transaction) { Notebook::write(transaction, "next"); });
    CHECK(notebook.notes() == "next ");
}

TEST_CASE("who reads after a fault reads as ever") {
    Notebook notebook;
    notebook.store.write([](Transaction& transaction) { Notebook::write(transaction, "kept"); });
    for (int i = 0; i < 2; ++i) {
        CHECK_THROWS(notebook.store.read(
            [](Transaction& transaction) { transaction.connection().query("SELECT nothing FROM note"); }));
        CHECK(notebook.notes() == "kept ");
    }
}

TEST_CASE("a function that only reads sees one moment, whatever others write meanwhile") {
    Notebook notebook;
    notebook.store.read([&](Transaction& transaction) {
        const auto count = [&] {
            const auto row = transaction.connection().query("SELECT COUNT(*) FROM note");
            row->next();
            return row->integer(0);
        };
        CHECK(count() == 0);
        notebook.store.write([](Transaction& other) { Notebook::write(other, "meanwhile"); });
        CHECK(count() == 0);
    });
    CHECK(notebook.notes() == "meanwhile ");
}

} // namespace
} // namespace stu::store
