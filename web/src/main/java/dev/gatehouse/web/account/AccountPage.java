package dev.gatehouse.web.account;

import dev.gatehouse.auth.Account;
import dev.gatehouse.auth.Accounts;
import dev.gatehouse.auth.ProfileChange;
import dev.gatehouse.auth.ProfileOutcome;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.PageText;
import dev.gatehouse.web.pages.Visitor;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.Languages;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The visitor's profile. */
@Named
@RequestScoped
public class AccountPage {

    @Inject
    private Accounts accounts;

    @Inject
    private Visitor visitor;

    @Inject
    private PageText text;

    @Inject
    private FormErrors errors;

    @Inject
    private HttpServletRequest request;

    private String firstName;
    private String lastName;
    private String locale;

    @PostConstruct
    void read() {
        Account account = visitor.getAccount();
        firstName = account.firstName();
        lastName = account.lastName();
        locale = text.getLanguage();
    }

    public void save() {
        ProfileOutcome outcome = accounts.changeProfile(
                visitor.getAccount().id(),
                new ProfileChange(
                        Optional.ofNullable(firstName), Optional.ofNullable(lastName), Optional.ofNullable(locale)),
                RequestOrigin.of(request));
        if (outcome instanceof ProfileOutcome.Invalid invalid) {
            errors.report(invalid.errors());
        } else {
            WayOn.to("/account", Notice.SAVED);
        }
    }

    /** The languages, each in its own words. */
    public List<SelectItem> getLanguages() {
        return Languages.SUPPORTED.stream()
                .map(language -> new SelectItem(language.toLanguageTag(), ownName(language)))
                .toList();
    }

    private static String ownName(Locale language) {
        return language.getDisplayLanguage(language);
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

    public String getLocale() {
        return locale;
    }

    public void setLocale(String locale) {
        this.locale = locale;
    }
}
