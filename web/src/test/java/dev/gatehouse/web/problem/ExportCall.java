package dev.gatehouse.web.problem;

import static dev.gatehouse.web.problem.AnswerFieldsIT.in;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Unpacked;
import java.io.UncheckedIOException;
import java.util.zip.ZipException;

/** The call that answers with a zip, of which {@code account.json} has the fields. */
final class ExportCall {

    static final String PATH = "/api/account/export";

    private ExportCall() {}

    static Answer made(Api api, SignedIn person) {
        Answer answer = api.get(PATH).bearer(person.accessToken()).send().hasStatus(200);
        try {
            return new Answer(
                    answer.status(),
                    answer.headers(),
                    Unpacked.of(answer.body()).entries().get("account.json"));
        } catch (ZipException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String fields(String user, String session, String event) {
        return "exportedAt complete missingFiles profile sessions connections consents activity "
                + String.join(
                        " ",
                        in("profile", user),
                        in("sessions[]", session),
                        in("consents[]", "kind version acceptedAt"),
                        in("activity[]", event));
    }
}
