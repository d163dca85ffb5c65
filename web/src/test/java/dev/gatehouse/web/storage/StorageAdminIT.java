package dev.gatehouse.web.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.OverHttp;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may see and do what with the places where files lie. */
class StorageAdminIT extends OverHttp {

    @Test
    @Row("AZ-02")
    void letsThoseWhoOnlyLookChangeNothing() {
        for (String role : List.of("viewer", "support")) {
            Operator vera = operators.signedIn(role);
            operators.get("/storage", vera).send().hasStatus(200);
            operators.post("/storage/test", vera).send().isProblem(403, "forbidden");
            operators
                    .post("/storage/migrations", vera)
                    .json("from", "local", "to", "s3")
                    .send()
                    .isProblem(403, "forbidden");

            Browser console = operators.browser(vera.email());
            assertThat(console.get("/admin/storage").hasStatus(200).text())
                    .contains("local")
                    .doesNotContain("id=\"storageTest\"", "id=\"storageMigration\"");
            assertThat(rows.number("SELECT count(*) FROM storage.backend_move WHERE requested_by = ?", vera.id()))
                    .isZero();
        }
    }

    @Test
    @Row("AZ-02")
    void refusesAButtonThatWasNotShown() {
        Operator petra = operators.signedIn("admin");
        Browser console = operators.browser(petra.email());
        console.submit("/admin/storage", "storageTest").hasStatus(303);
        Browser.Form shown = console.form("/admin/storage", "storageTest");

        rows.change("UPDATE auth.admin_account SET role = 'viewer' WHERE id = ?", petra.id());

        assertThat(console.send(shown).status()).isNotEqualTo(303);
    }

    @Test
    void refusesMigrationsThatMakeNoSense() {
        Operator olga = operators.signedIn("admin");
        operators
                .post("/storage/migrations", olga)
                .json("from", "local", "to", "s3")
                .send()
                .isProblem(400, "validation_failed")
                .names("to");
        operators
                .post("/storage/migrations", olga)
                .json("from", "nowhere", "to", "local")
                .send()
                .isProblem(400, "validation_failed")
                .names("from");
        operators
                .post("/storage/migrations", olga)
                .json("from", "local", "to", "local")
                .send()
                .isProblem(400, "validation_failed")
                .names("to");
        operators
                .post("/storage/migrations", olga)
                .json("from", "local")
                .send()
                .isProblem(400, "validation_failed")
                .names("to");
        operators.get("/storage/migrations/" + UUID.randomUUID(), olga).send().isProblem(404, "not_found");
    }

    @Test
    void triesEveryBackend() {
        Operator olga = operators.signedIn("admin");
        Answer answer = operators.post("/storage/test", olga).send().hasStatus(200);
        assertThat(answer.text()).contains("\"name\":\"local\"", "\"ok\":true");
    }

    @Test
    void showsItsBackendsInBothLanguages() {
        Browser console = operators.browser(operators.signedIn("admin").email());
        Answer tried = console.submit("/admin/storage", "storageTest").hasStatus(303);
        assertThat(tried.header("Location")).contains("/admin/storage?notice=storage_works");
        assertThat(console.get("/admin/storage?notice=storage_works").text()).contains("Every storage works");
        assertThat(console.send(api.get("/admin/storage").header("Accept-Language", "de"))
                        .text())
                .contains("Alle Speicher ausprobieren", "funktioniert");
    }

    @Test
    void tellsWhyFilesCannotMoveWhereTheyAre() {
        Browser console = operators.browser(operators.signedIn("admin").email());
        Answer answer = console.submit("/admin/storage", "storageMigration", "from", "local", "to", "local")
                .hasStatus(400);
        assertThat(answer.text()).contains("id=\"to-problem\"");
    }
}
