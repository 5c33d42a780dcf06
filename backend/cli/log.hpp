#pragma once

namespace stu::cli {

/// From now on log lines go to standard error as they are: they are JSON or sentences, and carry their own
/// time. Nobody waits for their reader. Call once.
void log_to_stderr();

} // namespace stu::cli
