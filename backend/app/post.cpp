#include "backend/app/post.hpp"

#include "backend/store/outbox.hpp"

namespace stu::app {

void post(store::Transaction& transaction, const Context& context, const Mail& mail) {
    store::OutgoingMail outgoing;
    outgoing.id = context.new_id();
    outgoing.recipient = mail.recipient;
    outgoing.recipient_name = mail.recipient_name;
    outgoing.subject = mail.subject;
    outgoing.body = mail.body;
    outgoing.created_ms = context.now_ms;
    store::insert_mail(transaction, outgoing);
}

} // namespace stu::app
