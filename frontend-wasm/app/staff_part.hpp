#pragma once
// What only staff needs. Students' pages are there sooner without it: their program is linked without it, and
// asks for the whole one where that is wanted.

namespace stu::app {

struct State;

/// Whether this program has it. The linker sees the answer (with_staff.cpp, without_staff.cpp) and drops what
/// runs only where it is true.
bool has_staff_part();

/// Whether this program lacks what whoever is signed in needs, or the page that they are on. Then the whole
/// one is on its way (effect::LoadStaffPart).
bool lacks_staff_part(const State& state);

} // namespace stu::app
