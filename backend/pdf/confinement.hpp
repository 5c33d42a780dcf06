#pragma once
namespace stu::pdf {

/// Takes from this process, for good, all that reading a PDF does not need: memory over 192 MiB, more than 2
/// s of processor time, core dumps, files, new descriptors, threads, processes, and the network. A system
/// call outside the list ends the process. Throws std::system_error when the system does not go along.
void confine();

} // namespace stu::pdf
