package dev.gatehouse.web.pages;

import dev.gatehouse.auth.Account;
import dev.gatehouse.auth.AdminAccount;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.web.security.CurrentAdmin;
import dev.gatehouse.web.text.FieldErrors;
import dev.gatehouse.web.text.Languages;
import dev.gatehouse.web.text.Messages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** The words of a page, in its visitor's language: that of the account, or what a stranger's browser asks for. */
@Named("text")
@RequestScoped
public class PageText {

    private final HttpServletRequest request;
    private final Visitor visitor;
    private final CurrentAdmin admin;
    private Locale locale;

    @Inject
    PageText(HttpServletRequest request, Visitor visitor, CurrentAdmin admin) {
        this.request = request;
        this.visitor = visitor;
        this.admin = admin;
    }

    public Locale getLocale() {
        if (locale == null) {
            locale = visitor.find()
                    .flatMap(Account::locale)
                    .or(() -> admin.find().flatMap(AdminAccount::locale))
                    .orElseGet(() -> Languages.of(request));
        }
        return locale;
    }

    /** The page's {@code lang}. */
    public String getLanguage() {
        return getLocale().toLanguageTag();
    }

    public String of(String key) {
        return Messages.text(getLocale(), key);
    }

    public String of(String key, Object argument) {
        return Messages.text(getLocale(), key, argument);
    }

    public String of(String key, Object first, Object second) {
        return Messages.text(getLocale(), key, first, second);
    }

    public String of(FieldError error) {
        return FieldErrors.message(error, getLocale());
    }
}
