#pragma once
// Departments, groups and services as they stand in the database.

#include "backend/store/engine/store.hpp"
#include "common/catalogue.hpp"
#include "common/enum_names.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace stu {

enum class CatalogueKind : std::uint8_t { department, service_group, service };
template <> struct EnumNames<CatalogueKind> {
    static constexpr std::array<std::string_view, 3> values{"department", "service_group", "service"};
};

} // namespace stu

namespace stu::store {

/// All of it, in the order of the page and in all languages: some twenty rows, and as many for each language.
Catalogue load_catalogue(Transaction& transaction);

/// As much of it as one service needs: its department and its group with it alone, in all languages; empty
/// when there is no such service.
Catalogue load_catalogue_of(Transaction& transaction, std::string_view service);

/// The changes of an operator. Whether the ids exist, or are free, has been asked of `load_catalogue` in the
/// same transaction. What is new comes last.

/// With a card of the same id and name for its services.
void insert_department(Transaction& transaction, std::string_view id, std::string_view name,
                       std::string_view description);
void rename_department(Transaction& transaction, std::string_view id, std::string_view name);
void insert_service(Transaction& transaction, const Service& service, std::string_view group);
void rename_service(Transaction& transaction, std::string_view id, std::string_view name);
void move_service(Transaction& transaction, std::string_view id, std::string_view group);
void retire_service(Transaction& transaction, std::string_view id, std::int64_t now_ms);
void restore_service(Transaction& transaction, std::string_view id);

/// In place of the one in that language, if any.
void set_translation(Transaction& transaction, CatalogueKind kind, std::string_view id,
                     const Translation& translation);
/// False when there is none.
bool delete_translation(Transaction& transaction, CatalogueKind kind, std::string_view id,
                        std::string_view language);

} // namespace stu::store
