package dev.gatehouse.web.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.Images;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.Unpacked;
import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

/** {@code GET /api/account/export}: everything that is kept of somebody, unpacked and compared. */
class ExportIT extends OverHttp {

    private static final String EXPORT = "/api/account/export";
    private static final int LARGE = 6 << 20;

    private final SignedIn ada = people.signedIn();
    private final Shelf shelf = new Shelf(api, ada);

    @Test
    @Row({"AZ-01", "AZ-02"})
    void isForItsOwnerOnly() {
        api.get(EXPORT).send().isProblem(401, "unauthenticated");
        api.call("HEAD", EXPORT).send().hasStatus(401);
        api.get(EXPORT).bearer(operators.signedIn("admin").accessToken()).send().isProblem(403, "forbidden");
        for (String method : List.of("POST", "PUT", "DELETE")) {
            api.call(method, EXPORT).bearer(ada.accessToken()).send().isProblem(405, "method_not_allowed");
        }
        assertThat(exports()).isZero();
    }

    @Test
    @Row("AZ-06")
    void needsAFreshLogin() {
        Browser browser = Browser.signedIn(api, ada.email());
        rows.change(
                "UPDATE session.session SET authenticated_at = authenticated_at - interval '301 s' WHERE account_id = ?",
                ada.id());

        get().isProblem(403, "fresh_login_required");
        api.get(EXPORT + "?password=" + People.PASSWORD)
                .bearer(ada.accessToken())
                .send()
                .isProblem(403, "fresh_login_required");
        assertThat(browser.get(EXPORT).isProblem(403, "fresh_login_required").header("Content-Disposition"))
                .isEmpty();
        shelf.call("HEAD", EXPORT).send().hasStatus(403);
        assertThat(exports()).isZero();

        api.post("/api/auth/reauthenticate")
                .bearer(ada.accessToken())
                .json("password", People.PASSWORD)
                .send()
                .hasStatus(204);
        get().hasStatus(200);
    }

    @Test
    @Row("R-35")
    void namesAFileThatIsDamagedInItsPlace() throws Exception {
        String id =
                shelf.put("a.txt", "text/plain", "0123456789").hasStatus(201).text("id");
        shelf.put("b.txt", "text/plain", "whole").hasStatus(201);
        Files.delete(object(id));

        Unpacked zip = unpacked();

        assertThat(zip.entries()).containsOnlyKeys("files/b.txt", "files/a.txt.missing.txt", "account.json");
        assertThat(zip.text("files/a.txt.missing.txt")).contains("damaged", id, "size: 10");
        assertThat(zip.account().getBoolean("complete")).isFalse();
        assertThat(zip.account().getInt("missingFiles")).isOne();
    }

    @Test
    @Row("R-35")
    void breaksOffWithAFileThatDoesAndIsNeverTakenForWhole() throws Exception {
        byte[] large = letters(LARGE);
        String id = shelf.put("a.txt", "text/plain", large).hasStatus(201).text("id");
        large[LARGE / 2] ^= 1;
        Files.write(object(id), large);

        assertThatThrownBy(this::unpacked).isInstanceOfAny(UncheckedIOException.class, ZipException.class);
    }

    @Test
    void holdsEveryByteOfEveryFile() throws Exception {
        Map<String, byte[]> sent = new TreeMap<>();
        sent.put("files/letters.txt", letters(LARGE));
        sent.put("files/empty.txt", new byte[0]);
        sent.put("files/Übersicht 太郎 🦊.txt", letters(99));
        sent.forEach((name, content) -> shelf.put(name.substring("files/".length()), "text/plain", content)
                .hasStatus(201));
        api.call("PUT", "/api/account/picture")
                .bearer(ada.accessToken())
                .body("image/png", BodyPublishers.ofByteArray(Images.png(50, 50)))
                .send()
                .hasStatus(204);
        new Shelf(api, people.signedIn())
                .put("others.txt", "text/plain", "others")
                .hasStatus(201);

        Unpacked zip = unpacked();

        assertThat(zip.entries().keySet()).containsAll(sent.keySet()).hasSize(sent.size() + 2);
        sent.forEach(
                (name, content) -> assertThat(zip.entries().get(name)).as(name).isEqualTo(content));
        assertThat(zip.entries().get("picture.png"))
                .isEqualTo(api.get("/api/account/picture")
                        .bearer(ada.accessToken())
                        .send()
                        .body());
        assertThat(zip.account().getBoolean("complete")).isTrue();
        assertThat(zip.account().getInt("missingFiles")).isZero();
    }

    @Test
    @Row("FI-01")
    void givesFilesNamesThatAreSafeAndTheirOwn() throws Exception {
        for (String name : List.of("a.txt", "A.TXT", "a.txt", "../../a.txt", "con.txt", "a (2).txt")) {
            shelf.put(name, "text/plain", name).hasStatus(201);
        }

        Unpacked zip = unpacked();

        assertThat(zip.entries().keySet()).contains("files/_con.txt").hasSize(7).allSatisfy(name -> assertThat(name)
                .matches("(files/)?[^/\\\\]+")
                .doesNotContain(".."));
        assertThat(zip.entries().keySet().stream().map(name -> name.toLowerCase(java.util.Locale.ROOT)))
                .doesNotHaveDuplicates();
    }

    @Test
    @Row("AZ-08")
    void tellsOfTheAccountWhatTheApiTells() throws Exception {
        SignedIn phone = people.signIn(ada.email());
        Answer answer = get().hasStatus(200);
        JsonObject account = Unpacked.of(answer.body()).account();

        assertThat(account.keySet())
                .containsExactlyInAnyOrder(
                        "exportedAt",
                        "complete",
                        "missingFiles",
                        "profile",
                        "sessions",
                        "connections",
                        "consents",
                        "activity");
        assertThat(account.get("profile")).isEqualTo(json("/api/account"));
        assertThat(account.getJsonArray("sessions"))
                .hasSize(2)
                .extracting(session -> session.asJsonObject().getString("id"))
                .containsExactlyInAnyOrder(
                        ada.session().toString(), phone.session().toString());
        assertThat(account.getJsonArray("connections")).isEmpty();
        assertThat(account.getJsonArray("consents").getJsonObject(0).keySet())
                .containsExactlyInAnyOrder("kind", "version", "acceptedAt");
        assertThat(account.getJsonArray("consents").getJsonObject(0).getString("kind"))
                .isEqualTo("terms");
        assertThat(account.getJsonArray("activity"))
                .isEqualTo(json("/api/account/activity?limit=200").getJsonArray("items"));
        assertThat(account.getJsonArray("activity").getJsonObject(0).getString("type"))
                .isEqualTo("account.exported");
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.header("Content-Type")).hasValue("application/zip");
        assertThat(answer.header("Content-Disposition")).hasValue("attachment; filename=\"account.zip\"");
    }

    @Test
    void holdsATrailOfMoreThanOnePart() throws Exception {
        rows.change(
                "INSERT INTO audit.event (id, category, type, outcome, actor_type, actor_id, subject_id)"
                        + " SELECT gen_random_uuid(), 'login', 'login.failed', 'failure', 'anonymous', NULL, ?"
                        + " FROM generate_series(1, 450)",
                ada.id());
        long events = rows.eventsAbout(ada.id()).size();

        assertThat(unpacked().account().getJsonArray("activity")).hasSize((int) events + 1);
    }

    @Test
    void recordsWhoTookItAndWhere() {
        shelf.call("HEAD", EXPORT).send().hasStatus(200);
        assertThat(exports()).isZero();

        get().hasStatus(200);

        assertThat(rows.text(
                        "SELECT concat_ws(' ', outcome, actor_type, actor_id, session_id) FROM audit.event"
                                + " WHERE type = 'account.exported' AND subject_id = ?",
                        ada.id()))
                .isEqualTo("success user " + ada.id() + " " + ada.session());
    }

    private Answer get() {
        return shelf.get(EXPORT);
    }

    private Unpacked unpacked() throws ZipException {
        return Unpacked.of(get().hasStatus(200).body());
    }

    private JsonObject json(String path) {
        return shelf.get(path).hasStatus(200).json();
    }

    private long exports() {
        return rows.eventsAbout(ada.id()).stream()
                .filter("account.exported"::equals)
                .count();
    }

    private Path object(String id) {
        String key = rows.text("SELECT object_key FROM storage.file WHERE id = ?::uuid", id);
        return SERVER.data().resolve("files").resolve(Shelf.objectPath(key));
    }

    private static byte[] letters(int count) {
        Random random = new Random(count);
        StringBuilder text = new StringBuilder(count);
        random.ints(count, 'a', 'z' + 1).forEach(letter -> text.append((char) letter));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
