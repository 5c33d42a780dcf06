#pragma once
// Files on their way: PDFs are checked here with the rule that the server uses, then uploaded. Of a picture
// the browser makes a PDF first.

#include "frontend-wasm/app/effect.hpp"

#include <cstddef>
#include <vector>

namespace stu::app {

/// "scan.pdf: …", for who hears of it away from its line.
Message about_file(const std::string& name, const Message& what);

/// Adds the chosen files; those that may not be sent stay in the list with their reason.
void attach(std::vector<FileDraft>& files, const intent::AttachFiles& chosen, Effects& effects);
void remove_file(std::vector<FileDraft>& files, std::size_t index, Effects& effects);
void retry_file(std::vector<FileDraft>& files, std::size_t index, Effects& effects);

/// Sends the files again that waited for a connection.
void resume_files(std::vector<FileDraft>& files, Effects& effects);

/// Their page is left. What is on its way stops and stays on this device for its draft; what was refused
/// goes.
void set_files_aside(const std::vector<FileDraft>& files, Effects& effects);

/// Ends what is on its way and lets the browser forget the files.
void drop_files(std::vector<FileDraft>& files, Effects& effects);

} // namespace stu::app
