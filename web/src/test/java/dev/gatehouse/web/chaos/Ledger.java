package dev.gatehouse.web.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.chaos.Person.Known;
import dev.gatehouse.web.chaos.Person.Login;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Compares what was acknowledged with what is there, and settles what lost answers left open. */
final class Ledger {

    private final List<Person> everybody = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Stored> accounts = new HashMap<>();
    private final Map<UUID, Map<UUID, String>> sessions = new HashMap<>();

    private record Stored(UUID id, String name, boolean verified, int renames) {}

    /** Looks at everybody there ever was in the database, and over HTTP at those who are new. */
    void settle(List<Person> fresh, Rows rows, Api api) {
        everybody.addAll(fresh);
        read(rows);
        everybody.removeIf(person -> person.registered == Known.MAYBE && !accounts.containsKey(person.address));
        everybody.forEach(this::compare);
        assertThat(faults).isEmpty();
        assertThat(accounts).as("accounts that nobody asked for").hasSize(everybody.size());
        fresh.stream().flatMap(person -> person.logins.stream()).forEach(login -> use(login, api));
        assertThat(faults).isEmpty();
    }

    private void read(Rows rows) {
        accounts.clear();
        rows
                .texts("SELECT concat_ws(' ', email, a.id, first_name, email_verified_at IS NOT NULL, count(e.id))"
                        + " FROM auth.account a"
                        + " LEFT JOIN audit.event e ON e.subject_id = a.id AND e.type = 'account.profile_changed'"
                        + " GROUP BY a.id")
                .stream()
                .map(line -> line.split(" "))
                .forEach(row -> accounts.put(
                        row[0],
                        new Stored(UUID.fromString(row[1]), row[2], row[3].equals("t"), Integer.parseInt(row[4]))));
        sessions.clear();
        rows
                .texts("SELECT concat_ws(' ', account_id, id, coalesce(revoked_reason, 'live')) FROM session.session")
                .stream()
                .map(line -> line.split(" "))
                .forEach(row -> sessions.computeIfAbsent(UUID.fromString(row[0]), id -> new HashMap<>())
                        .put(UUID.fromString(row[1]), row[2]));
    }

    private void compare(Person person) {
        Stored stored = accounts.get(person.address);
        if (stored == null) {
            check(person.registered == Known.NO, person + " signed up and is gone");
            return;
        }
        person.registered = Known.YES;
        check(fits(person.verified, stored.verified()), person + "'s proof: " + person.verified);
        person.verified = stored.verified() ? Known.YES : Known.NO;
        person.wantedName.filter(stored.name()::equals).ifPresent(name -> {
            person.name = name;
            person.renames++;
        });
        person.wantedName = Optional.empty();
        check(stored.name().equals(person.name), person + " is " + stored.name() + " and not " + person.name);
        check(stored.renames() == person.renames, person + "'s changes and their records differ");
        compareSessions(person, sessions.getOrDefault(stored.id(), Map.of()));
    }

    private void compareSessions(Person person, Map<UUID, String> stored) {
        Set<UUID> unknown = new HashSet<>(stored.keySet());
        for (Login login : person.logins) {
            unknown.remove(login.session);
            String state = stored.getOrDefault(login.session, "gone");
            check(!state.equals("gone"), person + "'s session " + login.session + " is gone");
            boolean ended = !state.equals("live");
            check(fits(login.ended, ended), person + "'s session " + login.session + " is " + state);
            login.ended = ended ? Known.YES : Known.NO;
        }
        check(unknown.size() <= person.lostLogins, person + " has sessions that nobody asked for");
    }

    /** A session that lives can be refreshed, even where the last successor was lost; one that ended is of no use. */
    private void use(Login login, Api api) {
        if (login.ended == Known.YES) {
            int call = api.get("/api/account").bearer(login.accessToken).send().status();
            check(call == 401, "session " + login.session + " ended and answers " + call);
        }
        Answer answer = api.post("/api/auth/refresh")
                .json("refreshToken", login.refreshToken)
                .send();
        if (login.ended == Known.YES) {
            check(answer.status() == 401, "session " + login.session + " ended and is refreshed");
        } else if (answer.status() == 200) {
            login.renewed(People.signedIn(answer));
        } else {
            faults.add("session " + login.session + " lives and is not refreshed: " + answer.text());
        }
    }

    private static boolean fits(Known known, boolean state) {
        return known == Known.MAYBE || state == (known == Known.YES);
    }

    private void check(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
