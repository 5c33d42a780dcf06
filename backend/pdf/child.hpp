#pragma once
namespace stu::pdf {

/// The whole life of a checking process: confines itself, reads a PDF from standard input, writes its verdict
/// as `ChildChecker` expects it, and ends. Without an answer when anything is out of order.
[[noreturn]] void run_child();

} // namespace stu::pdf
