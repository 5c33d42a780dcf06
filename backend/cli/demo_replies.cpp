#include "backend/cli/demo_replies.hpp"

#include "backend/store/tickets/saved_replies.hpp"

#include <array>

namespace stu::cli {
namespace {

struct DemoReply {
    std::string_view department, title, text;
};

constexpr std::array<DemoReply, 11> replies{{
    {"it", "Wi-Fi: forget the network and join again",
     "Dear {{first_name}},\n\nplease forget the network eduroam on your device, then join it again with your "
     "student address and the password of the portal. If it asks whether to trust a certificate, it is that "
     "of the university.\n\nDoes it work now?\n\n{{me}}, {{department}}"},
    {"it", "Come to the desk",
     "Dear {{first_name}},\n\nplease come to {{room}} with your student card, on any weekday between 9:00 "
     "and "
     "16:00, and name the ticket {{ticket}}.\n\n{{me}}, {{department}}"},
    {"it", "Which device and when",
     "Dear {{first_name}},\n\nto find out more we need to know:\n- which device and system you use\n- when "
     "it "
     "happened last\n- what you see on the screen; a picture helps\n\n{{me}}, {{department}}"},
    {"it", "Password: how to choose a new one",
     "Dear {{first_name}},\n\nyou can choose a new password yourself: press “Forgot your password?” where "
     "you "
     "sign in, and open the link in the mail within 30 minutes.\n\n{{me}}, {{department}}"},
    {"admissions", "Documents are missing",
     "Dear {{first_name}},\n\nfor “{{subject}}” we still need {{documents}}. Please attach them as PDFs to "
     "this ticket.\n\n{{me}}, {{department}}"},
    {"admissions", "Application has arrived",
     "Dear {{first_name}},\n\nyour application has arrived and is being looked at. You need to do nothing "
     "until we write again.\n\n{{me}}, {{department}}"},
    {"admissions", "Place is confirmed",
     "Dear {{first_name}},\n\nyour place is confirmed. The letter is in the portal, under Admissions.\n\n"
     "{{me}}, {{department}}"},
    {"finance", "Receipt needed",
     "Dear {{first_name}},\n\nplease attach the receipt of your bank to this ticket. We need to see the "
     "date, "
     "the amount and the reference.\n\n{{me}}, {{department}}"},
    {"finance", "Payment is booked",
     "Dear {{first_name}},\n\nyour payment of {{amount}} is booked. The fee statement in the portal shows it "
     "from tomorrow on.\n\n{{me}}, {{department}}"},
    {"finance", "Refund takes ten working days",
     "Dear {{first_name}},\n\nthe refund is on its way. It reaches your account within ten working days.\n\n"
     "{{me}}, {{department}}"},
    {"finance", "From which account was it paid",
     "Dear {{first_name}},\n\nfrom which bank and account was it paid? The reference does not match any "
     "payment that we have received.\n\n{{me}}, {{department}}"},
}};

} // namespace

void save_demo_replies(store::Transaction& transaction, security::Random& random, std::string_view department,
                       std::string_view author_id, std::int64_t now_ms) {
    for (const DemoReply& reply : replies)
        if (reply.department == department)
            store::store_saved_reply(transaction,
                                     {security::make_id(random, now_ms),
                                      std::string(department),
                                      std::string(reply.title),
                                      std::string(reply.text),
                                      1,
                                      {},
                                      now_ms},
                                     author_id);
}

} // namespace stu::cli
