// Reads passwords, a line each, and prints those that a newcomer may choose (common_passwords.py).

#include "backend/security/guessability.hpp"
#include "common/password.hpp"

#include <iostream>
#include <string>

int main() {
    stu::User newcomer;
    newcomer.email = "amina.wanjiru@students.example.edu";
    newcomer.name = "Amina Wanjiru";
    newcomer.registration_number = "BIT-2024-0417";
    for (std::string password; std::getline(std::cin, password);)
        if (stu::check_password(password).empty() &&
            stu::security::check_guessability(password, newcomer).empty())
            std::cout << password << '\n';
}
