package dev.gatehouse.seed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens to a demo person's account. */
final class History {

    /** All people are behind one address, which may try 30 wrong secrets in 5 minutes; to be unknown is one, too. */
    private static final int WRONG_PASSWORDS = 1;

    private static final int WRONG_PASSWORDS_OF_MANY = 3;
    private static final int REUSE_ATTEMPTS = 40;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    /** The seed itself, as it shows in the trail. */
    private static final Device VISIT = Device.unnamed("Gatehouse-Seed/1");

    private final Api api;
    private final Door door;
    /** Refresh tokens that have successors. */
    private final List<Session> outdated = new ArrayList<>();

    History(Api api) {
        this.api = api;
        this.door = new Door(api);
    }

    /** Makes the person known if need be; in words what came of it. */
    String of(Person person) {
        Optional<Session> visit = door.enter(person, VISIT);
        boolean known = visit.isPresent();
        if (!known) {
            door.signUp(person);
            if (!door.confirm(person)) {
                return "belongs to somebody with another password; left alone";
            }
            visit = door.enter(person, VISIT);
        }
        Session session = visit.orElseThrow(() -> new SeedRefused("Nobody can sign in as " + person.email()));
        if (!known) {
            beginAnew(person, session);
        }
        int devices = signInWhereMissing(person, session);
        if (!known) {
            live(person, session);
        }
        api.post("/api/auth/logout")
                .from(VISIT)
                .bearer(session.accessToken())
                .send()
                .expect(204);
        return (known ? "known already" : "signed up") + ", sessions started: " + devices;
    }

    /** Somebody who never follows the link, and tries to sign in all the same. */
    String ofUnconfirmed(Person person) {
        boolean known = api.get("/api/dev/mail?limit=1&to=" + person.email())
                .send()
                .expect(200)
                .linkToken()
                .isPresent();
        if (!known) {
            door.signUp(person);
        }
        door.enter(person, DemoPeople.PHONE);
        return known ? "known already" : "signed up";
    }

    /**
     * Presents tokens that were replaced, as a thief would who comes late: their sessions end. Within its grace the
     * server still takes them, so this waits for its end.
     */
    void reuseOldTokens() {
        for (Session session : outdated) {
            for (int attempt = 0; attempt < REUSE_ATTEMPTS; attempt++) {
                if (refresh(session, DemoPeople.STRANGER).status() == 401) {
                    break;
                }
                Api.pause(BETWEEN_ATTEMPTS);
            }
        }
        outdated.clear();
    }

    private int signInWhereMissing(Person person, Session visit) {
        String sessions = api.get("/api/auth/sessions")
                .bearer(visit.accessToken())
                .send()
                .expect(200)
                .body();
        List<Device> missing = person.devices().stream()
                .filter(device -> !sessions.contains(Json.text(device.mark())))
                .toList();
        missing.forEach(device -> signIn(person, device));
        return missing.size();
    }

    /** Ends all other sessions, of which there is one. */
    private void beginAnew(Person person, Session visit) {
        signIn(person, DemoPeople.LIBRARY);
        api.post("/api/auth/logout-all")
                .from(VISIT)
                .bearer(visit.accessToken())
                .json("exceptCurrent", true)
                .send()
                .expect(200);
    }

    private void live(Person person, Session visit) {
        if (!person.lastName().isEmpty()) {
            api.patch("/api/account")
                    .from(VISIT)
                    .bearer(visit.accessToken())
                    .json("lastName", person.lastName())
                    .send()
                    .expect(200);
        }
        int wrongPasswords = person == DemoPeople.WITH_LONG_LISTS ? WRONG_PASSWORDS_OF_MANY : WRONG_PASSWORDS;
        for (int i = 0; i < wrongPasswords; i++) {
            door.enterWithWrongPassword(person);
        }
        Session lost = signIn(person, DemoPeople.PHONE);
        api.delete("/api/auth/sessions/" + lost.id())
                .from(VISIT)
                .bearer(visit.accessToken())
                .send()
                .expect(204);
        Session brief = signIn(person, DemoPeople.LIBRARY);
        Answer renewed = refresh(brief, brief.device()).expect(200);
        api.post("/api/auth/logout")
                .from(brief.device())
                .bearer(renewed.field("accessToken"))
                .send()
                .expect(204);
        if (person == DemoPeople.WITH_LONG_LISTS) {
            door.signUp(person);
            Session stolen = signIn(person, DemoPeople.PHONE);
            refresh(stolen, stolen.device()).expect(200);
            outdated.add(stolen);
        }
    }

    private Session signIn(Person person, Device device) {
        return door.enter(person, device).orElseThrow(() -> new SeedRefused("Nobody can sign in as " + person.email()));
    }

    private Answer refresh(Session session, Device device) {
        return api.post("/api/auth/refresh")
                .from(device)
                .json("refreshToken", session.refreshToken())
                .send();
    }
}
