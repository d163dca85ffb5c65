package dev.gatehouse.seed;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The ways in: sign-up with its mailed link, and sign-in. */
final class Door {

    private static final int LOOKS_FOR_MAIL = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Api api;

    Door(Api api) {
        this.api = api;
    }

    /** Empty where the address is unknown, unconfirmed, or somebody's with another password. */
    Optional<Session> enter(Person person, Device device) {
        Answer answer = logIn(person, device, Person.PASSWORD);
        return answer.status() == 200 ? Optional.of(Session.of(device, answer)) : Optional.empty();
    }

    void enterWithWrongPassword(Person person) {
        logIn(person, DemoPeople.STRANGER, "Wrong-Horse-7").expect(401);
    }

    void signUp(Person person) {
        Answer answer = api.post("/api/auth/signup")
                .from(DemoPeople.LIBRARY)
                .speaking(person.language())
                .json(
                        "email",
                        person.email(),
                        "password",
                        Person.PASSWORD,
                        "firstName",
                        person.firstName(),
                        "acceptTerms",
                        true)
                .send();
        // 201 where the server lets newcomers in before they have confirmed their address
        if (answer.status() != 201) {
            answer.expect(202);
        }
    }

    /** Follows the mailed link; false where the newest mail bears none because the address is somebody's already. */
    boolean confirm(Person person) {
        Optional<String> token = newestMail(person).linkToken();
        token.ifPresent(link -> api.post("/api/auth/verify-email")
                .from(DemoPeople.LIBRARY)
                .json("token", link, "password", Person.PASSWORD)
                .send()
                .expect(200));
        return token.isPresent();
    }

    private Answer newestMail(Person person) {
        String path = "/api/dev/mail?limit=1&to=" + URLEncoder.encode(person.email(), StandardCharsets.UTF_8);
        for (int look = 0; look < LOOKS_FOR_MAIL; look++) {
            Answer answer = api.get(path).send().expect(200);
            if (answer.body().contains("\"subject\"")) {
                return answer;
            }
            Api.pause(BETWEEN_LOOKS);
        }
        throw new SeedRefused("There is no mail to " + person.email());
    }

    private Answer logIn(Person person, Device device, String password) {
        Api.Call call = api.post("/api/auth/login").from(device).speaking(person.language());
        return (device.name().isEmpty()
                        ? call.json("email", person.email(), "password", password)
                        : call.json("email", person.email(), "password", password, "deviceName", device.name()))
                .send();
    }
}
