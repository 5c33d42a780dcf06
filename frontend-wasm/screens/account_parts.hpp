#pragma once
// Pieces of the forms about accounts.

#include "frontend-wasm/screens/parts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stu::screens {

void name_entry(const std::vector<FieldError>& errors, std::string& name);
void email_entry(const ui::Words& label, const std::vector<FieldError>& errors, std::string& email);
void registration_number_entry(const std::vector<FieldError>& errors, std::string& number);
/// A password to be chosen, with the rule ticked off while typing.
void new_password_entry(const ui::Words& label, const std::vector<FieldError>& errors, std::string& password);
/// A password to be recognised by. `field` is its name in `errors`.
void known_password_entry(const ui::Words& label, std::string_view field,
                          const std::vector<FieldError>& errors, std::string& password);

/// What every account form ends with.
void submit_row(const app::Sending& sending, const ui::Words& words, const ui::Words& busy_words);
/// "Have an account? Sign in"
void other_way(const ui::Words& question, const ui::Words& words, std::string_view href);

} // namespace stu::screens
