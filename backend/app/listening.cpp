#include "backend/app/refusals.hpp"
#include "backend/app/use_cases.hpp"

namespace stu::app {

Result<Empty> handle(ListenToChanges, Context& context, const Listening& request) {
    if (!request.department.empty())
        if (auto refusal = department_refusal(context.actor, request.department)) return *refusal;
    return Empty{};
}

} // namespace stu::app
