#pragma once
#include <fcntl.h>

namespace stu::system {

/// Waits until what was written to the file so far is on its way to the disk, in steps that leave others
/// room: what gathers in memory goes in one go, and their commits wait for it. Makes nothing durable, so
/// errors are left to fsync; that would have the file system commit each step, which others wait for, too
/// (sync_file_range(2)).
inline void write_out(int file) {
    ::sync_file_range(file, 0, 0,
                      SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
}

} // namespace stu::system
