package dev.gatehouse.web.pages;

import dev.gatehouse.web.security.CsrfTokens;
import dev.gatehouse.web.startup.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What the template needs around every page. */
@Named("frame")
@RequestScoped
public class PageFrame {

    private static final Set<Notice> MAIL_SENT = EnumSet.of(
            Notice.CHECK_MAIL, Notice.LINK_SENT, Notice.RESET_SENT, Notice.EMAIL_RESTORED, Notice.ACCOUNT_SECURED);

    private final CsrfTokens tokens;
    private final Settings settings;
    private final PageText text;
    private final HttpServletRequest request;
    private String formToken;

    @Inject
    PageFrame(CsrfTokens tokens, Settings settings, PageText text, HttpServletRequest request) {
        this.tokens = tokens;
        this.settings = settings;
        this.text = text;
        this.request = request;
    }

    /** Runs before the first byte is written: later there is no setting of a cookie. */
    public void prepare() {
        FacesContext faces = FacesContext.getCurrentInstance();
        formToken = tokens.forForm(
                request, (HttpServletResponse) faces.getExternalContext().getResponse());
    }

    /** The value of the hidden field that {@link CsrfTokens#FIELD} names. */
    public String getFormToken() {
        return formToken;
    }

    /** For scripts that call the API. */
    public String getCsrfCookie() {
        return tokens.cookieName();
    }

    public boolean isDevelopment() {
        return !settings.production();
    }

    /** Whose pages these are. */
    public Entrance getEntrance() {
        return Entrance.of(request);
    }

    /** Empty where there is nothing to say. */
    public String getNotice() {
        return notice().map(notice -> text.of("notice." + notice.code())).orElse("");
    }

    /** Whether the page was reached after a mail has been sent, so that it has nothing to add but "look there". */
    public boolean isMailSent() {
        return notice().filter(MAIL_SENT::contains).isPresent();
    }

    private Optional<Notice> notice() {
        return Notice.of(request.getParameter(Notice.PARAMETER));
    }
}
