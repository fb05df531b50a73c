// Every place where an attribute may stand, compiled with -Werror: <aludel/model.h> keeps the compilers quiet.
#include <aludel/model.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace bookshelf {

enum class Role { member, admin };

struct Stamps {
    [[db::now]] std::chrono::system_clock::time_point created_at;
};

struct [[db::table("teams")]] Team {
    [[db::primary_key, db::identity]] std::int64_t id;
};

struct [[db::table("users"), db::unique(&User::email, &User::team_id)]] [[db::check("length(email) > 3")]] User : Stamps {
    [[db::primary_key]] std::int64_t id;
    [[db::unique, db::length(255)]] std::string email;
    [[using db: renamed_from("about")]] std::optional<std::string> bio;
    [[db::default_value]] bool is_active = true;
    [[db::references(&Team::id), db::on_delete(db::cascade)]] std::int64_t team_id;
    [[db::default_value]] Role role = Role::member;
};

}  // namespace bookshelf

int main() {
    bookshelf::User user;
    user.id = 1;
    return user.id == 1 ? 0 : 1;
}
