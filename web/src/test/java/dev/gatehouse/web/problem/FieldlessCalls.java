package dev.gatehouse.web.problem;

import dev.gatehouse.testing.Images;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.TusUploads;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The calls whose answers are images or headers, so that there are no fields; images are asked for by HEAD. */
final class FieldlessCalls {

    private static final String OWN = "/api/account/picture";

    private FieldlessCalls() {}

    static Map<String, Supplier<Answer>> of(Api api, SignedIn person) {
        Map<String, Supplier<Answer>> calls = new LinkedHashMap<>();
        pictures(calls, api, person);
        uploads(calls, new TusUploads(api, person));
        return calls;
    }

    private static void pictures(Map<String, Supplier<Answer>> calls, Api api, SignedIn person) {
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
    }

    private static void uploads(Map<String, Supplier<Answer>> calls, TusUploads uploads) {
        String one = " " + TusUploads.PATH + "/{id}";
        calls.put("post " + TusUploads.PATH, () -> uploads.create("a.txt", "text/plain", 2));
        calls.put("patch" + one, () -> uploads.patch(uploads.begun("a.txt", 2), 0, "ab"));
        calls.put("delete" + one, () -> uploads.delete(uploads.begun("a.txt", 2)));
    }
}
