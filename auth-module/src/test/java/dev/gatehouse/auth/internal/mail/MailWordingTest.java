package dev.gatehouse.auth.internal.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.auth.Holder;
import dev.gatehouse.testing.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailWordingTest {

    private static final Map<String, String> FACTS = Map.ofEntries(
            Map.entry("token", "abc"),
            Map.entry("undo", "def"),
            Map.entry("notMe", "ghi"),
            Map.entry("firstName", "Ada"),
            Map.entry("ipAddress", "192.0.2.7"),
            Map.entry("device", "Firefox, Linux"),
            Map.entry("time", "now"),
            Map.entry("code", "1234 5678"),
            Map.entry("left", "9"));

    private final MailWording wording = new MailWording("https://id.example.org");

    @Test
    void refusesAMailThatLacksAFact() {
        assertThatThrownBy(() -> mail(MailKind.VERIFY_EMAIL, Locale.ENGLISH, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("token");
    }

    @Test
    @Row("WB-04")
    void showsANameAsTextWhateverItHolds() {
        MailBody body = mail(
                        MailKind.SESSION_TOKEN_REUSED,
                        Locale.ENGLISH,
                        Map.of("firstName", "<img src=x onerror='a()'>\"&{token}$1", "ipAddress", "::1", "notMe", "x"))
                .body();

        assertThat(body.html())
                .contains("Hello &lt;img src=x onerror=&#39;a()&#39;&gt;&quot;&amp;{token}$1,")
                .doesNotContain("<img");
        assertThat(body.text()).contains("Hello <img src=x onerror='a()'>\"&{token}$1,");
    }

    @Test
    @Row("IN-02")
    void keepsANameOnOneLine() {
        MailBody body = mail(
                        MailKind.SESSION_TOKEN_REUSED,
                        Locale.ENGLISH,
                        Map.of("firstName", "Ada\r\n\r\nBuy pills\u2028now", "ipAddress", "::1", "notMe", "x"))
                .body();

        assertThat(body.text()).contains("Hello Ada Buy pills now,");
    }

    @Test
    void linksToThePublicUrlOnly() {
        for (MailKind kind : MailKind.values()) {
            String html = mail(kind, Locale.ENGLISH, FACTS).body().html();
            assertThat(html.split("href=\"", -1)).hasSize(kind.links().size() + 1);
            assertThat(html.replace("href=\"https://id.example.org/", "")).doesNotContain("href=");
        }
    }

    @Test
    void linksToPagesOfTheContractOnly() {
        assertThat(Stream.of(MailKind.values())
                        .flatMap(kind -> kind.links().stream())
                        .map(link -> link.path().replaceAll("\\?.*", "")))
                .isSubsetOf(
                        "/verify",
                        "/login",
                        "/account/sessions",
                        "/account/security",
                        "/reset",
                        "/forgot",
                        "/not-me",
                        "/email/confirm",
                        "/email/undo",
                        "/unlock",
                        "/invitation");
    }

    @Test
    void leadsAdminsToTheirOwnPages() {
        assertThat(linksForAnAdmin(MailKind.RESET_PASSWORD)).containsExactly("/admin/reset?token=abc");
        assertThat(linksForAnAdmin(MailKind.PASSWORD_RESET_REQUIRED))
                .containsExactly("/admin/reset?token=abc", "/admin/forgot");
        assertThat(linksForAnAdmin(MailKind.UNLOCK)).containsExactly("/admin/unlock?token=abc");
        assertThat(linksForAnAdmin(MailKind.ACCOUNT_ENABLED)).containsExactly("/admin/login");
        assertThat(linksForAnAdmin(MailKind.ADMIN_INVITATION)).containsExactly("/invitation?token=abc");
    }

    @Test
    void opensTheConsoleForAdminsWhereTheyHaveNoSuchPage() {
        assertThat(linksForAnAdmin(MailKind.NEW_DEVICE)).containsExactly("/admin", "/admin/not-me?token=ghi");
        for (MailKind kind : MailKind.values()) {
            assertThat(linksForAnAdmin(kind)).noneMatch(link -> link.startsWith("/account"));
        }
        assertThat(mailToAnAdmin(MailKind.NEW_DEVICE).body().text()).contains("Open the administration");
    }

    private List<String> linksForAnAdmin(MailKind kind) {
        return Pattern.compile("href=\"https://id\\.example\\.org([^\"]+)\"")
                .matcher(mailToAnAdmin(kind).body().html())
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    private OutgoingMail mailToAnAdmin(MailKind kind) {
        return wording.of(
                kind, UUID.randomUUID(), new Reader("olga@example.org", Locale.ENGLISH, Holder.Kind.ADMIN), FACTS);
    }

    @Test
    void encodesATokenInItsLink() {
        MailBody body = mail(MailKind.VERIFY_EMAIL, Locale.ENGLISH, Map.of("token", "a b&c=\"<"))
                .body();

        assertThat(body.text()).contains("https://id.example.org/verify?token=a%20b%26c%3D%22%3C\n");
        assertThat(body.html()).contains("href=\"https://id.example.org/verify?token=a%20b%26c%3D%22%3C\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "de-AT", "de-x-private"})
    void speaksGermanToGermans(String tag) {
        OutgoingMail mail = mail(MailKind.VERIFY_EMAIL, Locale.forLanguageTag(tag), FACTS);

        assertThat(mail.subject()).isEqualTo("Bestätigen Sie Ihre E-Mail-Adresse");
        assertThat(mail.body().html()).contains("<html lang=\"de\">", "Adresse bestätigen");
    }

    @Test
    void speaksEnglishToEverybodyElseWhateverTheServerSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(mail(MailKind.VERIFY_EMAIL, Locale.FRENCH, FACTS).subject())
                    .isEqualTo("Confirm your email address");
            assertThat(mail(MailKind.VERIFY_EMAIL, Locale.ENGLISH, FACTS).locale())
                    .isEqualTo(Locale.ENGLISH);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @EnumSource(MailKind.class)
    void hasWordsForEveryKindWithNoPlaceholderLeft(MailKind kind) {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.GERMAN}) {
            OutgoingMail mail = mail(kind, locale, FACTS);
            assertThat(mail.subject()).isNotBlank().doesNotContain("{", "\n");
            assertThat(mail.body().text()).doesNotContain("{", "}");
            assertThat(mail.body().html()).doesNotContain("{", "[[", "<table");
        }
    }

    @Test
    void knowsTheSameKeysInBothLanguages() {
        assertThat(ownKeys("mail_de.properties"))
                .isEqualTo(ownKeys("mail.properties"))
                .isNotEmpty();
    }

    private static Set<String> ownKeys(String file) {
        try (var in = MailWordingTest.class.getResourceAsStream("/dev/gatehouse/auth/" + file)) {
            var properties = new Properties();
            properties.load(in);
            return properties.stringPropertyNames();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OutgoingMail mail(MailKind kind, Locale locale, Map<String, String> facts) {
        return wording.of(kind, UUID.randomUUID(), Reader.at("ada@example.org", locale), facts);
    }
}
