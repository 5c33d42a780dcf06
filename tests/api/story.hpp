#pragma once
// A random history of several tickets, the same each time for one seed: every kind of change by everybody who
// may make it, some of them refused. With or without internal events between them.

#include "backend/app/held_responses.hpp"
#include "backend/security/sha256.hpp"
#include "backend/store/mail/outbox.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/opening_hours.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/event_rules.hpp"
#include "tests/api/desk.hpp"
#include "tests/store/heard.hpp"
#include "tests/support/english.hpp"

#include <array>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace stu::test {

class Story {
  public:
    /// Stands in every text, name and file of an internal event, and nowhere else.
    static constexpr std::string_view marker = "inkognito";

    /// Files of internal events have these ids, in order.
    static constexpr std::size_t most_hidden_files = 8;
    static std::string hidden_file(std::size_t index) {
        return std::string(marker) + "-file-" + std::to_string(index);
    }

    /// What happens between the changes that everybody sees: nothing, internal events of every kind, or staff
    /// that begins to watch, stops, and notes.
    enum class Among { nothing, notes, watching };

    Story(unsigned seed, Among among) : dice_(seed), note_dice_(seed), among_(among) {
        server.clock().stand_still(1'790'000'000'000 + seed * 1'000'000'000LL);
        server.random().repeat(seed);
        amina_ = add("amina@students.example.edu", "Amina Wanjiru", {});
        brian_ = add("brian@students.example.edu", "Brian Mutiso", {});
        david_ = add("david@staff.example.edu", "David Otieno", "it");
        peter_ = add("peter@staff.example.edu", "Peter Kamau", "finance");
        add("grace@staff.example.edu", "Grace Njeri", "it");
        add("eva@students.example.edu", "Eva Achieng", {}, false);
        add("newcomer@staff.example.edu", "Newcomer", "it", false);
        people_.push_back({User{}, ApiClient(server), {}});
        server.store().write([](store::Transaction& transaction) {
            store::set_hours(transaction, {"it", "Africa/Nairobi", "mon-sun 00:00-24:00", ""});
            store::set_target(transaction, {"it", "", "", 60, 600});
            store::set_target(transaction, {"it", "", "urgent", 5, 50});
        });
        server.store().listeners().add(heard);
    }
    ~Story() { server.store().listeners().remove(heard); }

    struct Person {
        User user; ///< without an id: a visitor
        ApiClient client;
        std::string department; ///< of verified staff

        bool is_staff_of(const Ticket& ticket) const { return department == ticket.department; }
    };
    struct Filed {
        std::string number, tracking_secret;
        std::size_t owner; ///< index into `people`
    };

    RunningServer server;
    store::Heard heard;
    std::vector<std::string> answers; ///< to what was done, as far as everybody may see it
    std::vector<std::string> files;
    std::map<std::string, std::size_t> hidden_files; ///< index of the ticket, by id
    std::set<EventKind> kinds;
    std::map<std::size_t, std::int64_t> notes_of; ///< by index of the ticket

    const std::vector<Person>& people() const { return people_; }
    const std::vector<Filed>& tickets() const { return tickets_; }
    Ticket ticket_at(std::size_t index) {
        return server.store().read([&](store::Transaction& transaction) {
            return store::find_ticket(transaction, tickets_.at(index).number).value();
        });
    }

    /// What `view` is without internal events.
    static TicketView without_notes(TicketView view) {
        std::erase_if(view.events, [](const TicketEvent& event) { return is_internal(event.kind); });
        std::erase_if(view.attachments, [](const TicketAttachment& file) { return file.event < 0; });
        std::erase_if(view.undelivered, [](std::int64_t event) { return event < 0; });
        for (MergedTicket& merged : view.merged) {
            std::erase_if(merged.events, [](const TicketEvent& event) { return is_internal(event.kind); });
            std::erase_if(merged.attachments, [](const TicketAttachment& file) { return file.event < 0; });
        }
        view.leaving.clear();
        // Who does not work there is named by them alone.
        std::erase_if(view.colleagues, [](const Colleague& each) { return !each.works_here; });
        view.watchers.clear();
        return view;
    }

    void go_on(int steps) {
        while (steps-- > 0) {
            server.clock().advance(10'000);
            forget_notes();
            if (tickets_.size() < 2 || (tickets_.size() < 5 && pick(6) == 0))
                file();
            else
                change(pick(tickets_.size()));
            if (note_dice_() % 2 != 0) continue;
            const std::size_t noted = note_dice_() % tickets_.size();
            if (among_ == Among::notes)
                note(noted);
            else if (among_ == Among::watching)
                watch(noted);
            else
                staff_of(noted).front()->client.call(CurrentSession{}, {}); // who notes has been there
        }
        forget_notes();
    }

  private:
    static constexpr std::array internal_kinds{
        EventKind::noted,  EventKind::assigned, EventKind::prioritised, EventKind::undone,
        EventKind::unsent, EventKind::tagged,   EventKind::watched,     EventKind::linked};

    std::size_t add(std::string_view email, std::string_view name, std::string_view department,
                    bool verified = true) {
        User user;
        user.email = email;
        user.name = name;
        user.verified = verified;
        if (!department.empty()) {
            user.role = Role::staff;
            user.departments = {std::string(department)};
        }
        user = server.add_user(std::move(user));
        people_.push_back({user, ApiClient(server, server.sign_in(user)),
                           verified ? std::string(department) : std::string()});
        return people_.size() - 1;
    }

    std::size_t pick(std::size_t count) { return static_cast<std::size_t>(dice_() % count); }
    std::string words() { return "Words number " + std::to_string(++said_) + "."; }
    std::string request_id() {
        std::string id = std::to_string(++said_);
        return std::string(32 - id.size(), 'a') + id;
    }
    const ApiClient& client(std::size_t person) const { return people_[person].client; }

    /// A file that is ready to be claimed; not through the check of PDFs, which takes a process.
    std::string stage(std::string id, const std::string& owner_id, std::string_view name) {
        const std::int64_t now = server.clock().now_ms();
        server.store().write([&](store::Transaction& transaction) {
            store::stage_attachment(transaction, {id, std::string(name), 3}, owner_id, "PDF",
                                    security::sha256("PDF"), now, now + 1);
        });
        return id;
    }

    void note_answer(const Answered<TicketView>& answered) {
        std::string text = std::to_string(answered.status()) + " ";
        if (answered.message) {
            for (const TicketEvent& event : answered->events) kinds.insert(event.kind);
            text += wire::to_json(without_notes(*answered));
        } else {
            text += english(answered.error.message);
        }
        answers.push_back(std::move(text));
    }
    /// A student's answer stays as it came.
    void note_own(const Answered<TicketView>& answered) {
        note_answer(answered);
        answers.push_back(answered.reply.body);
    }

    void file() {
        const std::size_t owner = pick(3) == 0 ? brian_ : amina_;
        NewTicket draft = good_draft();
        draft.request_id = request_id();
        if (pick(3) == 0) draft.service = "student-finance-and-banking";
        const auto filed = client(owner).call(CreateTicket{}, draft);
        note_own(filed);
        const std::string secret =
            server.link_secret(people_[owner].user.email, "/track/" + filed->ticket.number).substr(0, 20);
        tickets_.push_back({filed->ticket.number, secret, owner});
    }

    void change(std::size_t index) {
        const Ticket ticket = ticket_at(index);
        const std::string& number = ticket.number;
        const std::int64_t version = ticket.version - (pick(6) == 0 ? 1 : 0); // sometimes an old one
        const std::size_t owner = tickets_[index].owner, staff = ticket.department == "it" ? david_ : peter_;
        switch (pick(12)) {
        case 0:
        case 1: {
            Answer answer{request_id(), number, words(), {}};
            if (pick(2) == 0)
                answer.attachments = {files.emplace_back(
                    stage("file-" + std::to_string(++said_), ticket.owner_id, "answer.pdf"))};
            return note_own(client(owner).call(AnswerTicket{}, answer));
        }
        case 2:
            return note_own(
                client(owner).call(EditTicket{}, {request_id(), number, version, words(), words()}));
        case 3: return note_own(client(owner).call(WithdrawTicket{}, {request_id(), number, version}));
        case 4: return note_own(client(owner).call(ReopenTicket{}, {request_id(), number, version, words()}));
        case 5: return transfer(index, ticket, version, client(staff));
        case 6: return merge_for_a_while(number, client(staff));
        default: break;
        }
        StatusChange change{number, version, ticket.status, words(), {}, request_id()};
        const auto next = next_statuses(ticket.status);
        if (pick(4) != 0) change.to = next[pick(next.size())];
        if (change.to == Status::duplicate) change.duplicate_of = tickets_[pick(tickets_.size())].number;
        note_answer(client(staff).call(SetStatus{}, change));
        if (pick(3) == 0) fail_mail("failed-" + std::to_string(++said_), ticket, ticket.version + 1);
    }

    void transfer(std::size_t index, const Ticket& ticket, std::int64_t version, const ApiClient& staff) {
        constexpr std::array services{"student-finance-and-banking", "technical-support", "digital-library"};
        const std::string id = request_id();
        const auto answered =
            staff.call(TransferTicket{}, {id, ticket.number, version, services[pick(services.size())],
                                          "About " + std::string(marker) + "-reason."});
        if (!answered.message) return answers.push_back(english(answered.error.message));
        ++notes_of[index];
        answers.push_back(answered->department + " " + answered->service);
        for (const TicketView& view : answered->ticket) answers.push_back(wire::to_json(without_notes(view)));
        if (pick(3) == 0) return note_answer(staff.call(UndoResponse{}, {ticket.number, id}));
        kinds.insert(EventKind::transferred);
        server.clock().advance(usual_undo_ms);
        app::send_due_responses(server.services(), 0);
    }

    /// Into whichever other ticket can take it.
    void merge_for_a_while(const std::string& number, const ApiClient& staff) {
        for (const Filed& other : tickets_) {
            const auto merged = staff.call(MergeTickets{}, {number, other.number});
            note_answer(merged);
            if (merged.message) return note_answer(staff.call(UnmergeTicket{}, {number}));
        }
    }

    /// A mail about the event that did not reach the student.
    void fail_mail(const std::string& id, const Ticket& ticket, std::int64_t event) {
        store::OutgoingMail mail;
        mail.id = id;
        mail.recipient = ticket.email;
        mail.ticket_id = ticket.id;
        mail.event = event;
        server.store().write([&](store::Transaction& transaction) {
            store::insert_mail(transaction, mail);
            store::mark_failed(transaction, mail.id, "No such mailbox.");
        });
    }

    /// Chance goes on as it would without them, whatever they have taken of it.
    void forget_notes() {
        note_dice_.seed(dice_());
        server.random().repeat(dice_());
    }

    std::vector<const Person*> staff_of(std::size_t index) {
        const Ticket ticket = ticket_at(index);
        std::vector<const Person*> staff;
        for (const Person& person : people_)
            if (person.is_staff_of(ticket)) staff.push_back(&person);
        return staff;
    }

    void note(std::size_t index) {
        const Ticket ticket = ticket_at(index);
        const std::vector<const Person*> staff = staff_of(index);
        const std::string mark = std::string(marker) + std::to_string(++notes_);
        ++notes_of[index];
        Actor author = actor_for(staff[note_dice_() % staff.size()]->user);
        author.name += " " + mark;
        const std::int64_t now = server.clock().now_ms();
        const std::int64_t sequence = server.store().write([&](store::Transaction& transaction) {
            TicketEvent event = note_event(ticket, "About " + mark + ".", author, now);
            event.kind = internal_kinds[note_dice_() % internal_kinds.size()];
            if (event.kind != EventKind::noted) event.was = event.becomes = mark;
            return store::insert_internal_event(transaction, ticket, event);
        });
        if (hidden_files.size() < most_hidden_files && note_dice_() % 2 == 0) {
            const std::string file = stage(hidden_file(hidden_files.size()), author.user_id, mark + ".pdf");
            server.store().write([&](store::Transaction& transaction) {
                store::claim_attachments(transaction, {file}, author.user_id, ticket.id, sequence, now);
            });
            hidden_files[file] = index;
        }
        staff.front()->client.call(
            PresentOnTicket{},
            {ticket.number, std::string(32, 'a'), note_dice_() % 2 == 0 ? Doing::reading : Doing::replying});
        if (note_dice_() % 4 == 0) fail_mail(mark, ticket, sequence);
    }

    /// As staff does it, so that whoever watches gets mail.
    void watch(std::size_t index) {
        const std::vector<const Person*> staff = staff_of(index);
        const Person& person = *staff[note_dice_() % staff.size()];
        const std::string& number = tickets_[index].number;
        if (note_dice_() % 3 != 0) {
            person.client.call(WatchTicket{}, {number, note_dice_() % 4 != 0});
        } else {
            const std::string id = std::to_string(++notes_);
            person.client.call(NoteOnTicket{}, {std::string(32 - id.size(), 'b') + id, number,
                                                "@Grace Njeri, look: " + std::string(marker) + "."});
        }
    }

    std::mt19937_64 dice_, note_dice_;
    Among among_;
    int said_ = 0, notes_ = 0;
    std::size_t amina_ = 0, brian_ = 0, david_ = 0, peter_ = 0;
    std::vector<Person> people_;
    std::vector<Filed> tickets_;
};

} // namespace stu::test
