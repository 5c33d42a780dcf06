#include "backend/http/malformed.hpp"

namespace stu::http {

Error malformed_for(int status) {
    switch (status) {
    case 405: return refuse(Code::malformed, tr("This address does not understand such a request."));
    case 411: return refuse(Code::malformed, tr("The request does not say how long it is."));
    case 414: return refuse(Code::malformed, tr("This address is too long."));
    case 421: return refuse(Code::malformed, tr("This server is known under another name."));
    default: return refuse(Code::malformed, tr("The request could not be understood."));
    }
}

} // namespace stu::http
