package dev.gatehouse.web.chaos;

import dev.gatehouse.web.chaos.Person.Known;
import dev.gatehouse.web.chaos.Person.Login;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.Api.Call;
import dev.gatehouse.web.testing.People;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One after the other, signs people up, in and out and changes them, and notes first what it asks for and then what was
 * acknowledged. Whoever an answer was lost about is left alone until somebody has looked.
 */
final class Client implements Runnable {

    private static final Pattern TOKEN = Pattern.compile("/verify\\?token=([A-Za-z0-9._-]+)");
    private static final long PAUSE_AFTER_A_LOSS_NANOS = 200_000_000;
    private static final int ENOUGH_PEOPLE = 12;
    private static final int ENOUGH_SESSIONS = 3;

    private final List<Person> people = new ArrayList<>();
    private final Api api;
    private final Random random;
    private final BooleanSupplier stopped;
    private final Queue<String> surprises;
    private volatile int acknowledged;
    private int names;

    Client(Api api, Random random, BooleanSupplier stopped, Queue<String> surprises) {
        this.api = api;
        this.random = random;
        this.stopped = stopped;
        this.surprises = surprises;
    }

    /** No answer, or one that says that the server could not. */
    private static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;
    }

    List<Person> people() {
        return people;
    }

    int acknowledged() {
        return acknowledged;
    }

    @Override
    public void run() {
        while (!stopped.getAsBoolean()) {
            try {
                act(somebody());
                acknowledged = acknowledged + 1;
            } catch (Lost e) {
                LockSupport.parkNanos(PAUSE_AFTER_A_LOSS_NANOS);
            } catch (RuntimeException | AssertionError e) {
                surprises.add(e.toString());
                return;
            }
        }
    }

    private Person somebody() {
        List<Person> settled =
                people.stream().filter(person -> !person.isOpen()).toList();
        if (settled.isEmpty() || settled.size() < ENOUGH_PEOPLE && random.nextInt(4) == 0) {
            Person person = new Person();
            people.add(person);
            return person;
        }
        return settled.get(random.nextInt(settled.size()));
    }

    private void act(Person person) throws Lost {
        List<Login> live = person.live();
        if (person.registered == Known.NO) {
            signUp(person);
        } else if (person.verified == Known.NO) {
            verify(person);
        } else if (live.isEmpty()) {
            logIn(person);
        } else {
            act(person, live);
        }
    }

    private void act(Person person, List<Login> live) throws Lost {
        Login one = live.get(0);
        Login other = live.get(live.size() - 1);
        int dice = random.nextInt(10);
        if (dice < 3 && live.size() < ENOUGH_SESSIONS) {
            logIn(person);
        } else if (dice < 5) {
            rename(person, one);
        } else if (dice < 8) {
            refresh(one);
        } else if (dice == 8) {
            end(other, 204, api.delete("/api/auth/sessions/" + other.session).bearer(one.accessToken));
        } else if (random.nextInt(4) > 0) {
            end(one, 204, api.post("/api/auth/logout").bearer(one.accessToken));
        } else {
            endAll(live, api.post("/api/auth/logout-all").bearer(one.accessToken));
        }
    }

    private void signUp(Person person) throws Lost {
        person.registered = Known.MAYBE;
        send(
                202,
                api.post("/api/auth/signup")
                        .json(
                                "email",
                                person.address,
                                "password",
                                People.PASSWORD,
                                "firstName",
                                person.name,
                                "lastName",
                                "Lovelace",
                                "acceptTerms",
                                true));
        person.registered = Known.YES;
    }

    private void verify(Person person) throws Lost {
        Matcher link = TOKEN.matcher(
                send(200, api.get("/api/dev/mail?to=" + person.address)).text());
        if (!link.find()) {
            throw new AssertionError("no mail to " + person + ", who was told that it was sent");
        }
        person.verified = Known.MAYBE;
        send(200, api.post("/api/auth/verify-email").json("token", link.group(1), "password", People.PASSWORD));
        person.verified = Known.YES;
    }

    private void logIn(Person person) throws Lost {
        person.lostLogins++;
        Answer answer =
                send(200, api.post("/api/auth/login").json("email", person.address, "password", People.PASSWORD));
        person.logins.add(new Login(People.signedIn(answer)));
        person.lostLogins--;
    }

    private void rename(Person person, Login login) throws Lost {
        String name = "Ada" + (char) ('a' + names++ % 26) + (char) ('a' + random.nextInt(26));
        if (name.equals(person.name)) {
            return;
        }
        person.wantedName = java.util.Optional.of(name);
        send(200, api.patch("/api/account").bearer(login.accessToken).json("firstName", name));
        person.name = name;
        person.renames++;
        person.wantedName = java.util.Optional.empty();
    }

    private void refresh(Login login) throws Lost {
        login.refreshLost = true;
        login.renewed(
                People.signedIn(send(200, api.post("/api/auth/refresh").json("refreshToken", login.refreshToken))));
    }

    private void end(Login login, int expected, Call call) throws Lost {
        login.ended = Known.MAYBE;
        send(expected, call);
        login.ended = Known.YES;
    }

    private void endAll(List<Login> logins, Call call) throws Lost {
        logins.forEach(login -> login.ended = Known.MAYBE);
        send(200, call);
        logins.forEach(login -> login.ended = Known.YES);
    }

    private static Answer send(int expected, Call call) throws Lost {
        Answer answer;
        try {
            answer = call.send();
        } catch (UncheckedIOException e) {
            throw new Lost();
        }
        if (answer.status() >= 500) {
            throw new Lost();
        }
        return answer.hasStatus(expected);
    }
}
