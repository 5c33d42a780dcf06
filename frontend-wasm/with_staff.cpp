#include "frontend-wasm/app/staff_part.hpp"

bool stu::app::has_staff_part() { return true; }
