#include "frontend-wasm/app/files.hpp"

#include "common/attachment.hpp"

#include <algorithm>
#include <utility>

namespace stu::app {

namespace {

/// What was refused is not sent and takes nobody's place.
bool is_full(const std::vector<FileDraft>& files) {
    return std::count_if(files.begin(), files.end(), [](const FileDraft& file) {
               return file.error.empty();
           }) >= static_cast<std::ptrdiff_t>(max_attachments);
}

} // namespace

Message about_file(const std::string& name, const Message& what) {
    return tr("{file}: {what}", {{"file", name}, {"what", what}});
}

void attach(std::vector<FileDraft>& files, const intent::AttachFiles& chosen, Effects& effects) {
    for (std::size_t i = 0; i < chosen.files.size(); ++i) {
        FileDraft file = chosen.files[i];
        const std::string_view first_bytes =
            i < chosen.first_bytes.size() ? chosen.first_bytes[i] : std::string_view{};
        const auto refusal = file.picture ? std::nullopt : check_pdf(file.name, file.bytes, first_bytes);
        if (refusal) {
            file.error = refusal->message;
        } else if (is_full(files)) {
            file.error = tr("A message can have {most} files at most. Remove one, then retry this one.",
                            {{"most", max_attachments}});
            file.may_retry = true;
        } else
            effects.push_back(effect::Upload{file.handle, file.name});
        if (!file.error.empty()) effects.push_back(effect::Announce{about_file(file.name, file.error), true});
        files.push_back(std::move(file));
    }
}

void remove_file(std::vector<FileDraft>& files, std::size_t index, Effects& effects) {
    if (index >= files.size()) return;
    effects.emplace_back(effect::CancelUpload{files[index].handle});
    effects.push_back(effect::Announce{tr("{file} is removed.", {{"file", files[index].name}}), false});
    files.erase(files.begin() + static_cast<std::ptrdiff_t>(index));
}

void drop_files(std::vector<FileDraft>& files, Effects& effects) {
    for (const FileDraft& file : files) effects.emplace_back(effect::CancelUpload{file.handle});
    files.clear();
}

void set_files_aside(const std::vector<FileDraft>& files, Effects& effects) {
    for (const FileDraft& file : files) {
        if (!file.error.empty())
            effects.emplace_back(effect::CancelUpload{file.handle});
        else if (file.uploading())
            effects.emplace_back(effect::StopUpload{file.handle});
    }
}

void resume_files(std::vector<FileDraft>& files, Effects& effects) {
    for (FileDraft& file : files) {
        if (!std::exchange(file.waiting, false)) continue;
        file.fraction = 0;
        effects.push_back(effect::Upload{file.handle, file.name});
    }
}

void retry_file(std::vector<FileDraft>& files, std::size_t index, Effects& effects) {
    if (index >= files.size() || !files[index].may_retry) return;
    if (is_full(files)) return effects.push_back(effect::Announce{files[index].error, true});
    files[index].error = {};
    files[index].may_retry = false;
    files[index].fraction = 0;
    effects.push_back(effect::Upload{files[index].handle, files[index].name});
}

} // namespace stu::app
