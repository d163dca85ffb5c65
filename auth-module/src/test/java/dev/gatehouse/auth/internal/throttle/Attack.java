package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who guesses, from as many addresses as needed, and who does not care to wait. */
final class Attack {

    static final String WRONG = "Wrong Horse 7 Battery";

    private static final AtomicInteger NETWORKS = new AtomicInteger();

    private final AuthModule module;
    private final Person victim;

    Attack(AuthModule module, Person victim) {
        this.module = module;
        this.victim = victim;
    }

    /** An address and a user agent that no other test has used. */
    static Client elsewhere() {
        int number = NETWORKS.incrementAndGet();
        return client("10." + number / 65536 + "." + number / 256 % 256 + "." + number % 256, "Guesser/" + number);
    }

    static Client client(String address, String agent) {
        return Client.of(new Origin(Optional.empty(), Optional.of(address), Optional.of(agent)));
    }

    static Client withCookie(Client client, String cookie) {
        return new Client(client.origin(), Optional.of(cookie));
    }

    /** This many wrong passwords that are looked at, each from another address. */
    void spread(int guesses) {
        for (int i = 0; i < guesses; i++) {
            victim.logIn(WRONG, elsewhere());
        }
    }

    /** This many wrong passwords from one device that waits as long as it is told. */
    void patient(Client client, int guesses) {
        for (int i = 0; i < guesses; i++) {
            letTimePass();
            victim.logIn(WRONG, client);
        }
    }

    /** Ends all delays, as time would, but not what is counted. */
    void letTimePass() {
        module.database.execute("UPDATE auth.login_throttle SET blocked_until = clock_timestamp() - interval '1 second'"
                + " WHERE blocked_until IS NOT NULL");
    }

    boolean isThrottled(LoginOutcome outcome) {
        return outcome instanceof LoginOutcome.Throttled;
    }

    Holder holder() {
        return new Holder(Holder.Kind.USER, victim.id());
    }
}
