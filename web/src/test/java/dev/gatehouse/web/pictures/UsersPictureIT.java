package dev.gatehouse.web.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Images;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.Together;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An admin brings somebody's picture. */
class UsersPictureIT extends OverHttp {

    private final SignedIn ada = people.signedIn();
    private final String path = "/users/" + ada.id() + "/picture";

    @Test
    @Row({"AZ-02", "AZ-05"})
    void isForAdminsOfTheHighestRoleOnly() {
        api.call("PUT", "/api/admin" + path)
                .body("image/png", BodyPublishers.ofByteArray(Images.png(9, 9)))
                .send()
                .isProblem(401, "unauthenticated");
        api.get("/api/admin" + path).send().isProblem(401, "unauthenticated");
        api.call("PUT", "/api/admin" + path)
                .bearer(ada.accessToken())
                .body("image/png", BodyPublishers.ofByteArray(Images.png(9, 9)))
                .send()
                .isProblem(403, "forbidden");
        api.get("/api/admin" + path).bearer(ada.accessToken()).send().isProblem(403, "forbidden");
        for (String role : List.of("viewer", "support")) {
            Operator operator = operators.signedIn(role);
            put(path, operator, Images.png(9, 9)).isProblem(403, "forbidden");
            operators.get(path, operator).send().hasStatus(200);
        }
        assertThat(rows.eventsAbout(ada.id())).doesNotContain("account.picture_changed");
    }

    @Test
    void findsNobodyWhoIsNoUser() {
        Operator olga = operators.signedIn("admin");
        for (String nobody :
                List.of(UUID.randomUUID().toString(), "no-id", olga.id().toString())) {
            put("/users/" + nobody + "/picture", olga, Images.png(9, 9)).isProblem(404, "not_found");
            operators.get("/users/" + nobody + "/picture", olga).send().isProblem(404, "not_found");
        }
    }

    @Test
    @Row("FI-03")
    void tellsWhoseRefusedPictureItWas() {
        Operator olga = operators.signedIn("admin");

        put(path, olga, "no picture".getBytes(StandardCharsets.UTF_8)).isProblem(415, "file_type_rejected");

        assertThat(rows.text(
                        "SELECT concat_ws(' ', actor_type, actor_id) FROM audit.event"
                                + " WHERE type = 'file.refused' AND subject_id = ?",
                        ada.id()))
                .isEqualTo("admin " + olga.id());
    }

    @Test
    void tellsTheHashOfWhatArrivedAndOfWhatIsKept() {
        Operator olga = operators.signedIn("admin");
        byte[] sent = Images.jpeg(600, 300);

        Answer raw = put(path, olga, sent).hasStatus(200);
        Answer form = api.call("PUT", "/api/admin" + path)
                .bearer(olga.accessToken())
                .body(Shelf.formType(), BodyPublishers.ofByteArray(Shelf.formOf("a.jpg", "image/jpeg", sent)))
                .send()
                .hasStatus(200);

        assertThat(raw.json().getBoolean("changed")).isTrue();
        assertThat(form.json().getBoolean("changed")).isFalse();
        for (Answer answer : List.of(raw, form)) {
            assertThat(answer.text("receivedSha256")).isEqualTo(Hashes.sha256(sent));
            assertThat(answer.text("sha256"))
                    .isEqualTo(Hashes.sha256(
                            operators.get(path, olga).send().hasStatus(200).body()));
        }
        assertThat(Hashes.sha256(api.get("/api/account/picture")
                        .bearer(ada.accessToken())
                        .send()
                        .body()))
                .isEqualTo(raw.text("sha256"));
    }

    @Test
    void replacesNoOtherPictureUnasked() {
        Operator olga = operators.signedIn("admin");
        put(path, olga, Images.png(9, 9)).hasStatus(200);

        put(path, olga, Images.png(8, 8)).isProblem(409, "conflict");
        put(path + "?replace=perhaps", olga, Images.png(8, 8)).isProblem(409, "conflict");

        put(path + "?replace=true", olga, Images.png(8, 8)).hasStatus(200);
        assertThat(rows.eventsAbout(ada.id()))
                .filteredOn("account.picture_changed"::equals)
                .hasSize(2);
    }

    /** Whoever comes second finds a picture; what lost lies nowhere for good. */
    @Test
    void leavesThePictureThatComesAtTheSameMoment() {
        Operator olga = operators.signedIn("admin");
        AtomicInteger turn = new AtomicInteger(20);

        List<Answer> answers = Together.times(6, () -> put(path, olga, Images.png(turn.incrementAndGet(), 10)));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(rows.eventsAbout(ada.id()))
                .filteredOn("account.picture_changed"::equals)
                .hasSize(1);
    }

    private Answer put(String to, Operator as, byte[] picture) {
        return api.call("PUT", "/api/admin" + to)
                .bearer(as.accessToken())
                .body("application/octet-stream", BodyPublishers.ofByteArray(picture))
                .send();
    }
}
