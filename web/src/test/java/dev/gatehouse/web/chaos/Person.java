package dev.gatehouse.web.chaos;

import dev.gatehouse.web.testing.People.SignedIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a client knows of one of its people: what was acknowledged, and what a lost answer left open. */
final class Person {

    static final String FIRST_NAME = "Ada";

    final String address = "c" + UUID.randomUUID().toString().replace("-", "") + "@chaos.example.org";
    final List<Login> logins = new ArrayList<>();
    Known registered = Known.NO;
    Known verified = Known.NO;
    String name = FIRST_NAME;
    Optional<String> wantedName = Optional.empty();
    int renames;
    int lostLogins;

    /** Whether something is so. */
    enum Known {
        NO,
        MAYBE,
        YES
    }

    /** A session that was acknowledged, and its newest tokens. */
    static final class Login {

        final UUID session;
        String accessToken;
        String refreshToken;
        Known ended = Known.NO;
        boolean refreshLost;

        Login(SignedIn answer) {
            session = answer.session();
            renewed(answer);
        }

        void renewed(SignedIn answer) {
            accessToken = answer.accessToken();
            refreshToken = answer.refreshToken();
            refreshLost = false;
        }
    }

    /** Whether an answer was lost, so that only the database knows what happened. */
    boolean isOpen() {
        return registered == Known.MAYBE
                || verified == Known.MAYBE
                || wantedName.isPresent()
                || lostLogins > 0
                || logins.stream().anyMatch(login -> login.ended == Known.MAYBE || login.refreshLost);
    }

    List<Login> live() {
        return logins.stream().filter(login -> login.ended == Known.NO).toList();
    }

    @Override
    public String toString() {
        return address;
    }
}
