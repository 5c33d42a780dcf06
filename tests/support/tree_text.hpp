#pragma once
#include "frontend-wasm/ui/semantics.hpp"

#include <string>

namespace stu::test {

/// The page as text, a node in each line under the one that it is in: what it is, what it is called, its
/// states, what it holds, where it leads and the sentence that describes it.
///
///     form "Sign in"
///       email_field "E-mail" [required] [invalid] = "amina" (This is not an e-mail address.)
///       link "Forgot your password?" -> /forgot
///
/// Left out is what is said by another line already: the label of a field, the sentence that describes one,
/// and words that the DOM hides from assistive technology. Places and fonts are for the eye and not here at
/// all.
std::string tree_text(const ui::SemanticTree& tree);

} // namespace stu::test
