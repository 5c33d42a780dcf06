#include "backend/cli/demo_tickets.hpp"

#include <array>

namespace stu::cli {
namespace {

constexpr auto student = Role::student, staff = Role::staff;

constexpr std::array people{
    DemoPerson{"Amina Wanjiru", "amina.wanjiru@students.example.edu", "BIT-2024-0417", "Quiet-Lantern-42",
               student, ""},
    DemoPerson{"Brian Mutiso", "brian.mutiso@students.example.edu", "BCS-2023-0188", "Copper-Harbour-17",
               student, ""},
    DemoPerson{"Łukasz Nowak", "lukasz.nowak@students.example.edu", "EXC-2025-0031", "Wiosenny-Tramwaj-8",
               student, ""},
    DemoPerson{"王小明", "xiaoming.wang@students.example.edu", "MSC-2025-0009", "Bamboo-Ferry-2063", student,
               ""},
    DemoPerson{"Grace Achieng", "grace.achieng@students.example.edu", "BED-2022-0754", "Velvet-Compass-31",
               student, ""},
    DemoPerson{"David Otieno", "david.otieno@staff.example.edu", "", "Marble-Orchard-55", staff, "it"},
    DemoPerson{"Ruth Kamau", "ruth.kamau@staff.example.edu", "", "Golden-Teapot-94", staff, "it"},
    DemoPerson{"Sarah Njeri", "sarah.njeri@staff.example.edu", "", "Amber-Railway-26", staff, "admissions"},
    DemoPerson{"Peter Kamau", "peter.kamau@staff.example.edu", "", "Silver-Meadow-73", staff, "finance"},
};

constexpr std::array matters{
    DemoMatter{"eduroam-and-network-services", "Eduroam does not connect in {place}",
               "My {device} finds eduroam in {place} but keeps asking for the password. It works at home "
               "with the same password. I have forgotten the network and added it again."},
    DemoMatter{"eduroam-and-network-services", "Wi-Fi very slow in {place} in the evening",
               "After 18:00 pages take minutes to open in {place}. A speed test on my {device} shows 0.4 "
               "Mbit/s. In the morning everything is fine."},
    DemoMatter{"eduroam-and-network-services", "Certificate warning when joining eduroam",
               "Since Monday my {device} warns that the certificate of eduroam is not trusted. Should I "
               "accept it? I did not dare to."},
    DemoMatter{
        "eduroam-and-network-services", "Network socket dead in {place}",
        "The wall socket beside the window in {place} has no link light. Two laptops tried with two cables."},
    DemoMatter{"technical-support", "Projector in {place} shows no picture",
               "The projector in {place} says \"no signal\" with every cable. We have a presentation for "
               "{course} on Thursday."},
    DemoMatter{"technical-support", "Printing from my {device} fails",
               "Jobs that I send from my {device} to the printer in {place} disappear. My page balance is "
               "still 120."},
    DemoMatter{"technical-support", "Laptop does not start after update",
               "My {device} stops at a blue screen after last night's update. I need the files for {course}; "
               "can somebody have a look at it?"},
    DemoMatter{"technical-support", "Licence for statistics software",
               "For {course} we need SPSS. The download page says that my licence has expired."},
    DemoMatter{
        "student-portal", "Portal shows last year's programme",
        "The student portal still lists me in last year's programme, so I cannot register for {course}."},
    DemoMatter{"student-portal", "Cannot register for {course}",
               "When I press Register for {course} the page says \"prerequisite missing\", but I passed the "
               "prerequisite last term. The transcript is attached."},
    DemoMatter{"student-portal", "Exam card cannot be downloaded",
               "The button for the exam card gives an empty page on my {device} and on a library computer."},
    DemoMatter{"student-portal", "Name is spelled wrongly in the portal",
               "My surname has a wrong letter in the portal and therefore on every certificate. How can it "
               "be corrected?"},
    DemoMatter{"learning-management-system", "Assignment upload stops at 99 %",
               "The upload for {course} stops at 99 % each time. The file has 14 MB. The deadline is "
               "tomorrow at noon."},
    DemoMatter{
        "learning-management-system", "Quiz closed before its deadline",
        "The quiz in {course} closed at 11:00 although the page says 23:00. I had three questions left."},
    DemoMatter{"learning-management-system", "Grades of {course} are not visible",
               "Everybody in my group sees the grades of {course} except me. My submission shows as graded."},
    DemoMatter{"email-configuration", "University mail on my {device}",
               "I cannot add the university mailbox to my {device}. It says that the server cannot be "
               "verified. Which settings are right?"},
    DemoMatter{"email-configuration", "Mails from the faculty end in spam",
               "Invitations from the faculty office land in spam, so I missed two meetings. Can this be "
               "changed for the whole domain?"},
    DemoMatter{"email-configuration", "Mailbox full although I deleted everything",
               "I get \"quota exceeded\" although the mailbox looks empty. Mail for {course} bounces."},
    DemoMatter{"security-services", "Suspicious mail asks for my password",
               "I received a mail that claims to come from the IT department and asks me to confirm my "
               "password. I have not clicked. Others in {course} got it too."},
    DemoMatter{"security-services", "Somebody signed in from another country",
               "The portal shows a sign-in from a country where I have never been. I have changed my "
               "password. What else should I do?"},
    DemoMatter{"security-services", "Lost phone with second factor",
               "My phone was stolen in {place}; the codes for signing in were on it. How do I get in again?"},
    DemoMatter{
        "kusoma-account-setup", "No Kusoma account after registration",
        "I registered two weeks ago and still have no Kusoma account. Lectures of {course} have begun."},
    DemoMatter{"kusoma-account-setup", "Kusoma account has the wrong e-mail",
               "My Kusoma account uses my old private address, so I never see announcements."},
    DemoMatter{"password-reset", "Reset link does not arrive",
               "I asked for a reset link three times today. Nothing arrives, not even in spam."},
    DemoMatter{"password-reset", "Password rejected after reset",
               "I have set a new password, but the computers in {place} still want the old one."},
    DemoMatter{"course-access", "{course} missing in Kusoma",
               "I am registered for {course} in the portal, but Kusoma does not show it. The lecturer says "
               "that I am on the list."},
    DemoMatter{"course-access", "Moved to another group in {course}",
               "I changed from group B to group D in {course}. Kusoma still opens the materials of group B."},
    DemoMatter{"digital-library", "Journal access asks for payment",
               "A journal that {course} requires asks me to pay 39 dollars, also from {place}. The library "
               "says that we subscribe to it."},
    DemoMatter{
        "digital-library", "E-book opens only ten pages",
        "The e-book for {course} stops after ten pages on my {device}. In the library it opens fully."},
    DemoMatter{"learning-resources", "Recording of {course} has no sound",
               "The recording of last week's lecture in {course} is silent from minute 12 on."},
    DemoMatter{"learning-resources", "Slides of {course} cannot be opened",
               "The slides of lectures 4 and 5 in {course} are damaged: my {device} says that the file is "
               "not a PDF."},
    DemoMatter{
        "undergraduate-admissions", "Which documents are missing in my application?",
        "The status of my application says \"incomplete\", but every document is ticked. What is missing?"},
    DemoMatter{"undergraduate-admissions", "Change of programme before the term begins",
               "I was admitted to Education and would like to change to {course}. Is that still possible?"},
    DemoMatter{
        "undergraduate-admissions", "Admission letter with the wrong date of birth",
        "My admission letter has a wrong date of birth. The embassy does not accept it. A copy is attached."},
    DemoMatter{"postgraduate-admissions", "Recognition of my bachelor's degree",
               "My bachelor's degree is from abroad. Is a certified translation enough, or do you need the "
               "original?"},
    DemoMatter{"postgraduate-admissions", "Supervisor's consent for {course}",
               "The form for {course} asks for a supervisor. May I apply before I have found one?"},
    DemoMatter{"student-finance-and-banking", "Payment does not appear on my account",
               "I paid the fees on the third of the month. The bank says that it went through, but the "
               "portal still shows the full amount. The receipt is attached."},
    DemoMatter{"student-finance-and-banking", "Refund after dropping {course}",
               "I dropped {course} within the first week. When will the fee be refunded?"},
    DemoMatter{"student-finance-and-banking", "Paying the fees in two instalments",
               "My scholarship arrives in six weeks. May I pay in two instalments without losing my place?"},
    DemoMatter{"student-finance-and-banking", "Fee charged twice",
               "The laboratory fee for {course} was charged twice this term."},
};

constexpr std::array<std::string_view, 8> places{
    "the main library", "Block C",           "hostel 4",    "the science laboratory",
    "lecture hall 2",   "the computer room", "the canteen", "the law building"};
constexpr std::array<std::string_view, 8> courses{"Data Structures", "Linear Algebra",   "Business Law",
                                                  "Physics II",      "Pedagogy",         "Microeconomics",
                                                  "Human Anatomy",   "Operating Systems"};
constexpr std::array<std::string_view, 6> devices{"Android phone", "iPhone", "Windows laptop",
                                                  "MacBook",       "tablet", "Ubuntu laptop"};

constexpr std::array<std::string_view, 5> considering{
    "We are looking into it.", "Thank you for the details. A colleague checks this today.", "",
    "We could reproduce the problem and have passed it on to the responsible engineer.", ""};
constexpr std::array<std::string_view, 5> questions{
    "Since when do you see this, and does it also happen on another device?",
    "Please send us a screenshot of the whole message.",
    "Could you try again now and tell us whether it works?",
    "Please send us the receipt or a document that shows it.",
    "At what time did you try last? We would like to look it up in the log."};
constexpr std::array<std::string_view, 5> answers{
    "Since last Tuesday. On my friend's laptop it is the same.",
    "It still happens. I tried again five minutes ago.",
    "Here is what you asked for. Thank you for the quick reply!",
    "Yes, on two devices. The last time was at 09:40 today.", "Now it works sometimes, but not always."};
constexpr std::array<std::string_view, 4> appointments{
    "Please bring the device and your student card to the desk in Block A, room 12, on any weekday between "
    "9:00 and 16:00.",
    "We have to check your identity before we change this. Please come to room 12 in Block A with your "
    "student card.",
    "Please come to the desk on Wednesday or Thursday before noon and bring the original document.",
    "A technician would like to see this together with you. Please come to the service desk tomorrow after "
    "14:00."};
constexpr std::array<std::string_view, 5> solutions{
    "This is repaired. Please tell us in a new ticket if it comes back.",
    "Done. The change can take an hour to show everywhere.",
    "We have corrected the entry. Please sign out and in again.", "Solved together with you at the desk.",
    "The cause was a fault on our side; it is removed. Sorry for the trouble."};
constexpr std::array<std::string_view, 3> rejections{
    "This is decided by your faculty, not by us. Please contact the faculty office in Block B.",
    "The deadline for this has passed, and the regulations leave us no choice. Please apply again next term.",
    "We look after university devices only. The manufacturer's support can help with this one."};

constexpr DemoPhrases phrases{considering, questions, answers, appointments, solutions, rejections};

} // namespace

std::span<const DemoPerson> demo_people() { return people; }
std::span<const DemoMatter> demo_matters() { return matters; }
std::span<const std::string_view> demo_places() { return places; }
std::span<const std::string_view> demo_courses() { return courses; }
std::span<const std::string_view> demo_devices() { return devices; }
const DemoPhrases& demo_phrases() { return phrases; }

} // namespace stu::cli
