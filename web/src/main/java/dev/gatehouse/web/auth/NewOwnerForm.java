package dev.gatehouse.web.auth;

import dev.gatehouse.auth.PasswordSettings;
import dev.gatehouse.web.pages.PageText;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** What somebody types who gets an account, whichever way it comes to be: by sign-up, invitation or set-up. */
@Named("newOwner")
@RequestScoped
public class NewOwnerForm {

    private final PasswordSettings passwords;
    private final PageText text;
    private String email;
    private String password;
    private String firstName;
    private String lastName;

    @Inject
    NewOwnerForm(PasswordSettings passwords, PageText text) {
        this.passwords = passwords;
        this.text = text;
    }

    /** What a password must be like. */
    public String getPasswordRule() {
        return text.of(passwords.composition() ? "password.rule_mixed" : "password.rule", passwords.minLength());
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getFirstName() {
        return firstName;
    }

    public void setFirstName(String firstName) {
        this.firstName = firstName;
    }

    public String getLastName() {
        return lastName;
    }

    public void setLastName(String lastName) {
        this.lastName = lastName;
    }
}
