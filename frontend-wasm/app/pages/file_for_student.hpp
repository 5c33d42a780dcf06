#pragma once
// "/file-for-student": staff files a ticket for a student who phones or stands at the desk.

#include "common/filing.hpp"
#include "frontend-wasm/app/message_forms.hpp"

#include <optional>
#include <vector>

namespace stu::app::page {

struct FileForStudent {
    struct Lookup {
        StudentLookup request;
        Sending sending;
        std::optional<KnownStudents> found; ///< by what was asked last
    } lookup;
    FilingForStudent request; ///< a draft (drafts.hpp)
    std::vector<FileDraft> files;
    Sending sending;

    bool touched() const {
        return !request.email.empty() || !request.subject.empty() || !request.message.empty() ||
               !files.empty();
    }
};

} // namespace stu::app::page
