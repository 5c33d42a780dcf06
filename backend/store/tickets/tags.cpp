#include "backend/store/tickets/tags.hpp"

#include "backend/store/engine/rows.hpp"
#include "backend/store/tickets/search_words.hpp"
#include "backend/store/tickets/ticket_stretches.hpp"
#include "common/tags.hpp"
#include "common/text.hpp"
#include "common/typed_text.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace stu::store {
namespace {

struct Tag {
    std::string id, name, words;
};

/// Names that differ in nothing else are the same tag.
std::string words_of_tag(std::string_view name) {
    std::string words = search_words(name);
    return words.empty() ? lower_ascii(name) : words;
}

// Index of the primary key (ticket_id, tag_id), then the tags' primary key; sorts ten at most.
constexpr std::string_view select_of_ticket = R"(
    SELECT tag.id, name, words FROM ticket_tag JOIN tag ON tag.id = tag_id WHERE ticket_id = $1 ORDER BY words, tag.id)";
// Unique index (department, words).
constexpr std::string_view select_of_department = "SELECT name FROM tag WHERE department = $1 ORDER BY words";
constexpr std::string_view select_by_words =
    "SELECT id, name, words FROM tag WHERE department = $1 AND words = $2";
constexpr std::string_view count_of_department = "SELECT COUNT(*) FROM tag WHERE department = $1";
constexpr std::string_view insert_tag =
    "INSERT INTO tag (id, department, name, words) VALUES ($1, $2, $3, $4)";
// What ticket_tag keeps of a ticket, and what of the ticket that is: empty is the status of one that is
// withdrawn.
#define KEPT                                                                                                 \
    "ticket_status, ticket_updated_ms, ticket_waiting_ms, ticket_due_ms, ticket_assignee_id, "               \
    "ticket_priority"
#define KEPT_OF_TICKET                                                                                       \
    "CASE WHEN withdrawn_ms = 0 THEN status ELSE '' END, updated_ms, waiting_ms, due_ms, assignee_id, "      \
    "priority"
// Primary key.
constexpr std::string_view insert_ticket_tag =
    "INSERT INTO ticket_tag (ticket_id, tag_id, " KEPT ") SELECT id, $2, " KEPT_OF_TICKET
    " FROM ticket WHERE id = $1";
constexpr std::string_view update_ticket_tags =
    "UPDATE ticket_tag SET (" KEPT ") = (SELECT " KEPT_OF_TICKET
    " FROM ticket WHERE ticket.id = ticket_id) WHERE ticket_id = $1";
constexpr std::string_view delete_ticket_tag = "DELETE FROM ticket_tag WHERE ticket_id = $1 AND tag_id = $2";
// Primary key; index ticket_tag_filed, its first row.
constexpr std::string_view delete_unused = R"(
    DELETE FROM tag WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM ticket_tag WHERE tag_id = $1))";
// Primary key.
constexpr std::string_view update_row = "UPDATE ticket SET tags = $2 WHERE id = $1";

std::vector<Tag> tags_of(Transaction& transaction, std::string_view ticket_id) {
    std::vector<Tag> tags;
    const auto row = transaction.connection().query(select_of_ticket, {ticket_id});
    while (row->next()) tags.push_back({row->text(0), row->text(1), row->text(2)});
    return tags;
}

std::vector<Tag>::const_iterator found(const std::vector<Tag>& tags, std::string_view words) {
    return std::find_if(tags.begin(), tags.end(), [&](const Tag& each) { return each.words == words; });
}

std::optional<Tag> known_tag(Transaction& transaction, std::string_view department, std::string_view words) {
    const auto row = transaction.connection().query(select_by_words, {department, words});
    if (!row->next()) return std::nullopt;
    return Tag{row->text(0), row->text(1), row->text(2)};
}

std::int64_t tags_known_in(Transaction& transaction, std::string_view department) {
    const auto row = transaction.connection().query(count_of_department, {department});
    return row->next() ? row->integer(0) : 0;
}

void put_on(Transaction& transaction, const Ticket& ticket, std::string_view tag_id) {
    transaction.connection().run(insert_ticket_tag, {ticket.id, tag_id});
}

void take_off(Transaction& transaction, std::string_view ticket_id, const Tag& tag) {
    transaction.connection().run(delete_ticket_tag, {ticket_id, tag.id});
    transaction.connection().run(delete_unused, {tag.id});
}

/// After each change of a ticket's tags.
void note_in_row(Transaction& transaction, std::string_view ticket_id) {
    std::string lines;
    for (const Tag& each : tags_of(transaction, ticket_id)) lines += each.name + "\n";
    transaction.connection().run(update_row, {ticket_id, lines});
}

} // namespace

std::vector<std::string> tags_in(Transaction& transaction, std::string_view department) {
    return transaction.kept("tags " + std::string(department), [&] {
        std::vector<std::string> names;
        const auto row = transaction.connection().query(select_of_department, {department});
        while (row->next()) names.push_back(row->text(0));
        return names;
    });
}

std::string tag_called(Transaction& transaction, std::string_view department, std::string_view name) {
    const auto tag = known_tag(transaction, department, words_of_tag(as_line(name)));
    return tag ? tag->id : std::string();
}

void follow_ticket(Transaction& transaction, std::string_view ticket_id) {
    transaction.connection().run(update_ticket_tags, {ticket_id});
}

// Primary key (ticket_id, tag_id), a stretch of it, and each ticket by its own.
constexpr std::string_view select_left_behind =
    "SELECT DISTINCT ticket_id FROM ticket_tag JOIN ticket ON ticket.id = ticket_id "
    "WHERE ticket_id > $1 AND ticket_id <= $2 AND (" KEPT ") <> (" KEPT_OF_TICKET ")";

void mend_tagged(Store& store) {
    each_stretch(store, [&](const TicketStretch& stretch) {
        const std::vector<std::string> left_behind = store.read([&](Transaction& transaction) {
            return ids_of(*transaction.connection().query(select_left_behind, {stretch.after, stretch.last}));
        });
        for (const std::string& id : left_behind)
            store.write([&](Transaction& transaction) { follow_ticket(transaction, id); });
    });
}

TagsChanged change_tags(Transaction& transaction, const Ticket& ticket, const std::vector<std::string>& add,
                        const std::vector<std::string>& remove, const std::function<std::string()>& new_id) {
    TagsChanged changed;
    std::vector<Tag> tags = tags_of(transaction, ticket.id);
    for (const std::string& name : remove) {
        const auto tag = found(tags, words_of_tag(name));
        if (tag == tags.end()) continue;
        take_off(transaction, ticket.id, *tag);
        changed.removed.push_back(tag->name);
        tags.erase(tag);
    }
    for (const std::string& typed : add) {
        const std::string name = as_line(typed), words = words_of_tag(name);
        if (found(tags, words) != tags.end()) continue;
        auto tag = known_tag(transaction, ticket.department, words);
        if (!tag) {
            changed.too_many_tags |= tags_known_in(transaction, ticket.department) >= max_tags_of_department;
            tag = Tag{new_id(), name, words};
            transaction.connection().run(insert_tag, {tag->id, ticket.department, tag->name, tag->words});
        }
        put_on(transaction, ticket, tag->id);
        changed.added.push_back(tag->name);
        tags.push_back(*std::move(tag));
    }
    changed.too_many_here = tags.size() > max_tags_of_ticket;
    note_in_row(transaction, ticket.id);
    return changed;
}

std::vector<std::string> leave_foreign_tags(Transaction& transaction, const Ticket& ticket) {
    std::vector<std::string> lost;
    for (const Tag& tag : tags_of(transaction, ticket.id)) {
        const auto there = known_tag(transaction, ticket.department, tag.words);
        if (there && there->id == tag.id) continue;
        take_off(transaction, ticket.id, tag);
        if (there)
            put_on(transaction, ticket, there->id);
        else
            lost.push_back(tag.name);
    }
    note_in_row(transaction, ticket.id);
    return lost;
}

std::vector<std::string> tags_of_row(std::string_view lines) {
    std::vector<std::string> names;
    for (std::size_t end = 0; (end = lines.find('\n')) != std::string_view::npos;
         lines.remove_prefix(end + 1))
        names.emplace_back(lines.substr(0, end));
    if (names.size() > 1) // as they were sorted when the row was written
        std::stable_sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
            return words_of_tag(a) < words_of_tag(b);
        });
    return names;
}

} // namespace stu::store
