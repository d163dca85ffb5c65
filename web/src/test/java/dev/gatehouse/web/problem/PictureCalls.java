package dev.gatehouse.web.problem;

import dev.gatehouse.testing.Images;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.People.SignedIn;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The calls about pictures. They answer with images or nothing, so that there are no fields; images by HEAD. */
final class PictureCalls {

    private static final String OWN = "/api/account/picture";

    private PictureCalls() {}

    static Map<String, Supplier<Answer>> of(Api api, SignedIn person) {
        Map<String, Supplier<Answer>> calls = new LinkedHashMap<>();
        calls.put("put " + OWN, () -> api.call("PUT", OWN)
                .bearer(person.accessToken())
                .body("image/png", BodyPublishers.ofByteArray(Images.png(9, 9)))
                .send());
        for (String path : List.of(OWN, "/api/users/{id}/picture")) {
            String filled = path.replace("{id}", person.id().toString());
            calls.put(
                    "get " + path,
                    () -> api.call("HEAD", filled).bearer(person.accessToken()).send());
        }
        calls.put(
                "delete " + OWN,
                () -> api.delete(OWN).bearer(person.accessToken()).send());
        return calls;
    }
}
