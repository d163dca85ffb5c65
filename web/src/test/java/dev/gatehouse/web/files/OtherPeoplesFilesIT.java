package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Shelf;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever is done to a file, it is asked each time whose it is. */
class OtherPeoplesFilesIT extends OverHttp {

    private final Shelf owner = new Shelf(api, people.signedIn());
    private final Shelf stranger = new Shelf(api, people.signedIn());
    private final String id =
            owner.put("secret.txt", "text/plain", "mine").hasStatus(201).text("id");

    @Test
    @Row("FI-05")
    void findsNobodyElsesFile() {
        for (String path : List.of("/api/files/" + id, "/api/files/" + id + "/content")) {
            stranger.get(path).isProblem(404, "not_found");
            assertThat(stranger.call("HEAD", path).send().status()).isEqualTo(404);
            stranger.call("GET", path).header("Range", "bytes=0-1").send().isProblem(404, "not_found");
            stranger.call("GET", path).header("If-None-Match", "*").send().isProblem(404, "not_found");
            api.get(path).send().isProblem(401, "unauthenticated");
        }
        assertThat(stranger.get("/api/files").json().getJsonArray("items")).isEmpty();
        assertThat(rows.eventsAbout(owner.owner().id())).doesNotContain("file.downloaded");
    }

    @Test
    @Row("FI-05")
    void deletesNobodyElsesFile() {
        stranger.delete(id).isProblem(404, "not_found");
        api.delete("/api/files/" + id).send().isProblem(401, "unauthenticated");
        assertThat(owner.content(id).hasStatus(200).text()).isEqualTo("mine");
    }

    @Test
    @Row("FI-05")
    void looksAlikeForOthersFilesAndForNone() {
        String others = stranger.get("/api/files/" + id).text().replaceAll("\"requestId\":\"[^\"]*\"", "");
        String none = stranger.get("/api/files/" + UUID.randomUUID()).text().replaceAll("\"requestId\":\"[^\"]*\"", "");
        assertThat(others).isEqualTo(none);
        stranger.get("/api/files/no-id").isProblem(404, "not_found");
    }
}
