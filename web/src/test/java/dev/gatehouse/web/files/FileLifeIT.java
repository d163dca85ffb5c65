package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Shelf;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of a file, from its upload to its end. */
class FileLifeIT extends OverHttp {

    private final SignedIn ada = people.signedIn();
    private final Shelf shelf = new Shelf(api, ada);

    @Test
    void refusesAFileWithoutAName() {
        api.post("/api/files")
                .bearer(ada.accessToken())
                .body("text/plain", BodyPublishers.ofString("hello"))
                .send()
                .isProblem(400, "validation_failed")
                .names("name");
    }

    @Test
    void givesBackWhatWasSent() {
        Answer uploaded = upload("notes.txt", "text/plain", "hello").hasStatus(201);
        String id = uploaded.text("id");

        assertThat(uploaded.header("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/api/files/" + id));
        JsonObject file = uploaded.json();
        assertThat(file.getString("name")).isEqualTo("notes.txt");
        assertThat(file.getString("contentType")).isEqualTo("text/plain");
        assertThat(file.getInt("size")).isEqualTo(5);
        assertThat(file.getString("sha256"))
                .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        assertThat(get("/api/files/" + id).json()).isEqualTo(file);
        assertThat(get("/api/files").json().getJsonArray("items")).containsExactly(file);
        assertThat(get("/api/files/" + id + "/content").text()).isEqualTo("hello");
        assertThat(get("/api/files/usage").text()).contains("\"usedBytes\":5", "\"fileCount\":1");
        assertThat(rows.eventsAbout(ada.id())).endsWith("file.uploaded", "file.downloaded");
    }

    @Test
    void forgetsADeletedFile() {
        String id = upload("notes.txt", "text/plain", "hello").hasStatus(201).text("id");
        String key = rows.text("SELECT object_key FROM storage.file WHERE id = ?::uuid", id);

        api.delete("/api/files/" + id).bearer(ada.accessToken()).send().hasStatus(204);

        get("/api/files/" + id).isProblem(404, "not_found");
        get("/api/files/" + id + "/content").isProblem(404, "not_found");
        api.delete("/api/files/" + id).bearer(ada.accessToken()).send().isProblem(404, "not_found");
        assertThat(SERVER.data().resolve("files").resolve(Shelf.objectPath(key)))
                .doesNotExist();
        assertThat(rows.texts("SELECT object_key FROM storage.deleted_object WHERE object_key = ?::uuid", key))
                .isEmpty();
        assertThat(get("/api/files/usage").text()).contains("\"usedBytes\":0", "\"fileCount\":0");
        assertThat(rows.eventsAbout(ada.id())).endsWith("file.uploaded", "file.deleted");
    }

    @Test
    void listsTheNewestFirstAndByPages() {
        List<String> ids = List.of("a.txt", "b.txt", "c.txt").stream()
                .map(name -> upload(name, "text/plain", name).hasStatus(201).text("id"))
                .toList();

        JsonObject first = get("/api/files?limit=2").json();
        JsonObject second = get("/api/files?limit=2&cursor=" + first.getString("nextCursor"))
                .json();

        assertThat(idsIn(first)).containsExactly(ids.get(2), ids.get(1));
        assertThat(idsIn(second)).containsExactly(ids.get(0));
        assertThat(second.isNull("nextCursor")).isTrue();
    }

    @Test
    void losesItsFilesWithTheAccount() {
        String id = upload("notes.txt", "text/plain", "hello").hasStatus(201).text("id");
        String key = rows.text("SELECT object_key FROM storage.file WHERE id = ?::uuid", id);

        operators
                .delete("/users/" + ada.id() + "?reason=asked+for+it", operators.signedIn("admin"))
                .send()
                .hasStatus(204);

        for (String table : List.of("storage.file", "storage.usage", "storage.reservation")) {
            assertThat(rows.number("SELECT count(*) FROM " + table + " WHERE account_id = ?", ada.id()))
                    .as(table)
                    .isZero();
        }
        Path object = SERVER.data().resolve("files").resolve(Shelf.objectPath(key));
        Patience.until("the object is gone", Duration.ofSeconds(60), () -> !Files.exists(object));
    }

    private static List<String> idsIn(JsonObject page) {
        return page.getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(item -> item.getString("id"))
                .toList();
    }

    private Answer get(String path) {
        return shelf.get(path);
    }

    private Answer upload(String name, String type, String content) {
        return shelf.put(name, type, content);
    }
}
