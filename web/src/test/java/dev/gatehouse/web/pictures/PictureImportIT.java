package dev.gatehouse.web.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Images;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Authenticator;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.PictureImporter;
import dev.gatehouse.web.testing.PictureImporter.Run;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** {@code make import-pictures}: a folder of pictures from elsewhere, and the accounts that they are named after. */
class PictureImportIT extends OverHttp {

    private static final URI URL = SERVER.url();

    private PictureImporter folder;

    @BeforeEach
    void emptyFolder(TestInfo test) {
        folder =
                PictureImporter.ofEmptyFolder(test.getTestMethod().orElseThrow().getName());
    }

    @Test
    void beginsForNobodyWhoIsNoAdmin() {
        SignedIn ada = people.signedIn();
        folder.with(ada.email() + ".png", Images.png(50, 50));
        String viewer = operators.made("viewer");

        folder.run(URL, ada.email()).endsWith(2);
        folder.run(URL, operators.made("admin"), Map.of("GATEHOUSE_PASSWORD", "Wrong-Horse-42"))
                .endsWith(2);
        assertThat(folder.run(URL, viewer).endsWith(2).text()).contains("needs the role admin");

        assertThat(picture(ada)).isEmpty();
        assertThat(rows.number(
                        "SELECT count(*) FROM session.session s JOIN auth.admin_account a ON a.id = s.account_id"
                                + " WHERE a.email = ? AND s.revoked_at IS NULL",
                        viewer))
                .as("sessions left behind")
                .isZero();
    }

    @Test
    void takesNoSecretFromTheCommandLineAndSendsNoneInTheClear() {
        String olga = operators.made("admin");

        assertThat(folder.run(URL, olga, Map.of(), "--password=" + People.PASSWORD)
                        .endsWith(2)
                        .text())
                .contains("usage:");
        assertThat(folder.run(URL, olga, Map.of()).endsWith(2).text()).contains("GATEHOUSE_PASSWORD");
        for (String elsewhere : List.of("http://accounts.example.com", "http://localhost@accounts.example.com")) {
            folder.run(URI.create(elsewhere), olga).endsWith(2);
        }
        assertThat(rows.eventsAbout(admin(olga))).isEmpty();
    }

    @Test
    @Row({"FI-03", "FI-04", "FI-07"})
    void refusesByTheSameRulesAsOwnPicturesAndBringsTheOthers() {
        SignedIn ada = people.signedIn();
        SignedIn text = people.signedIn();
        SignedIn flood = people.signedIn();
        SignedIn large = people.signedIn();
        SignedIn mismatched = people.signedIn();
        SignedIn disabled = people.signedIn();
        SignedIn twice = people.signedIn();
        Operator olga = operators.signedIn("admin");
        operators
                .post("/users/" + disabled.id() + "/disable", olga)
                .json("reason", "spam")
                .send()
                .hasStatus(204);
        byte[] huge = new byte[(5 << 20) + 1];
        String stranger = people.address() + ".jpg";
        String part = ada.email().substring(1) + ".png";
        folder.with(ada.email() + ".png", Images.png(50, 50))
                .with(text.email() + ".png", "no picture".getBytes(StandardCharsets.UTF_8))
                .with(flood.email() + ".png", Images.pngClaiming(8000, 8000))
                .with(large.email() + ".png", huge)
                .with(mismatched.email() + ".jpg", Images.png(9, 9))
                .with(disabled.email() + ".png", Images.png(9, 9))
                .with("a/" + twice.email() + ".png", Images.png(9, 9))
                .with("b/" + twice.id() + ".png", Images.png(8, 8))
                .with(stranger, Images.jpeg(9, 9))
                .with(part, Images.png(9, 9))
                .with("notes.txt", huge)
                .with(".hidden/" + stranger, huge);

        Run run = folder.run(URL, olga.email()).endsWith(1);

        run.says("imported", ada.email() + ".png").says("imported", "a/" + twice.email());
        run.says("refused", text.email() + ".png: ")
                .says("refused", flood.email() + ".png: Such an image may have at most")
                .says("refused", large.email() + ".png: more than 5242880 bytes")
                .says("refused", mismatched.email() + ".jpg: The name's extension")
                .says("refused", disabled.email() + ".png: the account is disabled")
                .says("refused", "b/" + twice.id() + ".png: the same account as a/" + twice.email())
                .says("refused", "notes.txt: named after neither")
                .says("no such account", stranger)
                .says("no such account", part);
        run.counts(2, "imported").counts(7, "refused").counts(2, "no such account");
        for (SignedIn nobody : List.of(text, flood, large, mismatched, disabled)) {
            assertThat(picture(nobody)).isEmpty();
        }
        assertThat(picture(ada)).hasSize(1);
    }

    @Test
    @Row("FI-13")
    void bringsPicturesToTheAccountsThatTheyAreNamedAfter() {
        SignedIn ada = people.signedIn();
        SignedIn bob = people.signedIn();
        byte[] photo = Images.photo(600, 300, 1);
        folder.with("Team A/" + ada.email().toUpperCase(Locale.ROOT) + ".JPG", photo)
                .with(bob.id() + ".png", Images.png(50, 50));
        String olga = operators.made("admin");

        Run run = folder.run(URL, olga).endsWith(0);

        String hash = Hashes.sha256(photo);
        run.says("imported", "Team A/" + ada.email().toUpperCase(Locale.ROOT) + ".JPG: sha256 " + hash)
                .says("imported", bob.id() + ".png")
                .counts(2, "imported")
                .counts(0, "refused");
        Answer shown = api.get("/api/account/picture").bearer(ada.accessToken()).send();
        assertThat(Images.decoded(shown.body()).getWidth()).isEqualTo(400);
        assertThat(new String(shown.body(), StandardCharsets.ISO_8859_1)).doesNotContain(Images.SECRET);
        assertThat(rows.texts(
                        "SELECT concat_ws(' ', actor_type, actor_id, outcome) FROM audit.event"
                                + " WHERE type = 'account.picture_changed' AND subject_id = ?",
                        ada.id()))
                .containsExactly("admin " + admin(olga) + " success");
        assertThat(rows.number(
                        "SELECT count(*) FROM session.session WHERE account_id = ? AND revoked_at IS NULL",
                        admin(olga)))
                .as("the session ends with the run")
                .isZero();
    }

    @Test
    void doesNoHarmAgainAndAgain() {
        SignedIn ada = people.signedIn();
        SignedIn bob = people.signedIn();
        String olga = operators.made("admin");
        folder.with(ada.email() + ".jpg", Images.jpeg(600, 300)).with(bob.email() + ".png", Images.png(50, 50));
        folder.run(URL, olga).endsWith(0);
        api.call("PUT", "/api/account/picture")
                .bearer(bob.accessToken())
                .body("image/png", BodyPublishers.ofByteArray(Images.png(70, 70)))
                .send()
                .hasStatus(204);
        List<String> before = List.of(picture(ada).get(0), picture(bob).get(0));
        int events = rows.eventsAbout(ada.id()).size();

        Run again = folder.run(URL, olga).endsWith(0);

        again.says("unchanged", ada.email() + ".jpg").says("left alone", bob.email() + ".png");
        assertThat(List.of(picture(ada).get(0), picture(bob).get(0))).isEqualTo(before);
        assertThat(rows.eventsAbout(ada.id())).hasSize(events);

        folder.run(URL, olga, "--replace")
                .endsWith(0)
                .says("unchanged", ada.email() + ".jpg")
                .says("imported", bob.email() + ".png");
        assertThat(width(bob)).isEqualTo(50);
    }

    @Test
    @Row("MF-02")
    void asksForTheSecondFactor() {
        SignedIn ada = people.signedIn();
        folder.with(ada.email() + ".png", Images.png(50, 50));
        Operator olga = operators.signedIn("admin");
        Authenticator app = new Authenticator(
                operators.post("/account/totp", olga).send().hasStatus(200).text("secret"));
        operators
                .post("/account/totp/confirm", olga)
                .json("code", app.code())
                .send()
                .hasStatus(200);

        assertThat(folder.run(URL, olga.email()).endsWith(2).text()).contains("GATEHOUSE_CODE");
        folder.run(URL, olga.email(), secrets(app.wrongCode())).endsWith(2);
        assertThat(picture(ada)).isEmpty();

        folder.run(URL, olga.email(), secrets(app.code(1))).endsWith(0).counts(1, "imported");
    }

    private static Map<String, String> secrets(String code) {
        return Map.of("GATEHOUSE_PASSWORD", People.PASSWORD, "GATEHOUSE_CODE", code);
    }

    private UUID admin(String address) {
        return UUID.fromString(rows.text("SELECT id FROM auth.admin_account WHERE email = ?", address));
    }

    private int width(SignedIn person) {
        return Images.decoded(api.get("/api/account/picture")
                        .bearer(person.accessToken())
                        .send()
                        .hasStatus(200)
                        .body())
                .getWidth();
    }

    /** The ids of the account's pictures. */
    private List<String> picture(SignedIn person) {
        return rows.texts("SELECT id FROM storage.file WHERE account_id = ? AND kind = 'picture'", person.id());
    }
}
