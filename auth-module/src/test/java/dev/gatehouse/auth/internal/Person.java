package dev.gatehouse.auth.internal;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.EmailVerification;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginRequest;
import dev.gatehouse.auth.Outbox.KeptMail;
import dev.gatehouse.auth.SignUpOutcome;
import dev.gatehouse.auth.SignUpRequest;
import dev.gatehouse.auth.VerificationOutcome;
import dev.gatehouse.session.NewSession.Kind;
import dev.gatehouse.session.StartedSession;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with an address that no other test uses, and what such a person does. */
public final class Person {

    public static final String PASSWORD = "Correct Horse 7 Battery";
    public static final Origin ORIGIN =
            new Origin(Optional.of("request-1"), Optional.of("192.0.2.7"), Optional.of("Browser/1"));

    public static final Client CLIENT = Client.of(ORIGIN);

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final AuthModule module;
    public final String email;

    public Person(AuthModule module) {
        this(module, "p" + COUNTER.incrementAndGet() + "@mail.test");
    }

    /** Somebody who types an address that others use too. */
    public Person(AuthModule module, String email) {
        this.module = module;
        this.email = email;
    }

    public SignUpRequest form(String password) {
        return form(password, "Ada", Optional.empty(), Locale.ENGLISH);
    }

    public SignUpRequest form(String password, String firstName, Optional<String> browser, Locale locale) {
        return new SignUpRequest(
                email, password, firstName, "Lovelace", Optional.empty(), true, browser, locale, Kind.TOKEN, ORIGIN);
    }

    public SignUpOutcome signUp(String password) {
        return module.signUp.signUp(form(password));
    }

    public SignUpOutcome signUpFrom(String browser, String password) {
        return module.signUp.signUp(form(password, "Ada", Optional.of(browser), Locale.ENGLISH));
    }

    /** Signs up with {@link #PASSWORD} and proves the address. */
    public Person registered() {
        module.forgetFailuresOfAddresses();
        signUp(PASSWORD);
        verify(link(), PASSWORD);
        return this;
    }

    public VerificationOutcome verify(String token, String password) {
        return module.signUp.verifyEmail(new EmailVerification(
                token, Optional.ofNullable(password), Optional.empty(), Optional.empty(), ORIGIN));
    }

    public VerificationOutcome verifyAnew(String token, String newPassword) {
        return module.signUp.verifyEmail(
                new EmailVerification(token, Optional.empty(), Optional.of(newPassword), Optional.empty(), ORIGIN));
    }

    public VerificationOutcome verifyFrom(String browser, String token) {
        return module.signUp.verifyEmail(
                new EmailVerification(token, Optional.empty(), Optional.empty(), Optional.of(browser), ORIGIN));
    }

    public LoginOutcome logIn(String password) {
        return logIn(password, CLIENT);
    }

    public LoginOutcome logIn(String password, Client client) {
        return module.login.login(new LoginRequest(email, password, Optional.of("Laptop"), Kind.TOKEN, client));
    }

    /** Signs in with this password. */
    public StartedSession session(String password) {
        return ((LoginOutcome.SignedIn) logIn(password)).session();
    }

    public Holder holder() {
        return new Holder(Holder.Kind.USER, id());
    }

    public List<KeptMail> mails() {
        return mailsTo(email);
    }

    public List<KeptMail> mailsTo(String address) {
        return module.outbox.kept(Optional.of(address), 50);
    }

    /** The token of the newest link to this page that was mailed to the person. */
    public String token(String page) {
        return tokens(page).get(0);
    }

    /** The tokens of all links to this page that were mailed to the person, the newest first. */
    public List<String> tokens(String page) {
        return tokens(page, email);
    }

    public List<String> tokens(String page, String address) {
        Pattern link = Pattern.compile(Pattern.quote("https://id.example.org" + page + "?token=") + "([A-Za-z0-9_-]+)");
        return mailsTo(address).stream()
                .map(KeptMail::text)
                .map(link::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    /** The token of the newest link in the mail. */
    public String link() {
        return links().get(0);
    }

    /** The tokens of all links in the mail, the newest first. */
    public List<String> links() {
        return tokens("/verify");
    }

    /** The token of the newest link to this page in the mail. */
    public String link(String page) {
        return token("/" + page);
    }

    public UUID id() {
        return UUID.fromString(account("id"));
    }

    /** A column of the account's row; null if there is no row. */
    public String account(String column) {
        return module.database.query("SELECT " + column + " FROM auth.account WHERE email = '" + email + "'");
    }

    public void change(String assignment) {
        module.database.execute("UPDATE auth.account SET " + assignment + " WHERE email = '" + email + "'");
    }

    /** How often the trail tells this of the account or its address. */
    public int recorded(String type, String outcome) {
        return count("audit.event e LEFT JOIN audit.personal_data p ON p.event_id = e.id WHERE type = '" + type
                + "' AND outcome = '" + outcome + "' AND (p.email = '" + email + "' OR subject_id = '"
                + Optional.ofNullable(account("id")).orElse(new UUID(0, 0).toString()) + "')");
    }

    public int liveSessions() {
        return count("session.session WHERE account_id = '" + id() + "' AND revoked_at IS NULL");
    }

    public int count(String fromWhere) {
        return Integer.parseInt(module.database.query("SELECT count(*) FROM " + fromWhere));
    }
}
