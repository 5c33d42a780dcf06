#pragma once
// Plans that are kept where planning would cost more than the answer; private to store/.

#include "backend/store/engine/sql.hpp"

namespace stu::store {

/// As long as it lives, PostgreSQL plans a question once, and not for the values of each search: with the
/// indexes that `ticket` has that takes 0.8 ms, and to look where nothing is found 0.05.
/// Only for questions whose best plan is the same for all values: without them a range seems to hold half a
/// percent of all rows.
class KeptPlans {
  public:
    explicit KeptPlans(sql::Connection& connection) : connection_(connection) {
        connection_.keep_plans(true);
    }
    ~KeptPlans() {
        try {
            connection_.keep_plans(false);
        } catch (const sql::Trouble&) { // the transaction has failed, and what was set ends with it
        }
    }
    KeptPlans(const KeptPlans&) = delete;
    KeptPlans& operator=(const KeptPlans&) = delete;

  private:
    sql::Connection& connection_;
};

} // namespace stu::store
