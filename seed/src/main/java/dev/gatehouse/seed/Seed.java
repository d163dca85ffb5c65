package dev.gatehouse.seed;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Fills a running development server with demo people through its own REST API, so that every page shows something.
 * Can be run again: people who are known keep their history, and sign in where they are no longer signed in.
 */
public final class Seed {

    private static final String DEFAULT_URL = "http://localhost:8080";

    private final Api api;
    private final URI url;
    private final PrintStream out;

    private Seed(URI url, PrintStream out) {
        this.url = url;
        this.out = out;
        this.api = new Api(url, out);
    }

    /** Argument: the server's address. Ends with 1 and a reason if the server cannot or must not be filled. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            new Seed(address(arguments.length > 0 ? arguments[0] : DEFAULT_URL), out).run();
        } catch (SeedRefused e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static URI address(String text) {
        if (!text.matches("https?://[^/\\s]+/?")) {
            throw new SeedRefused("Not the address of a server: " + text);
        }
        return URI.create(text);
    }

    private void run() {
        demandDevelopmentServer();
        api.servesDevelopment();
        History history = new History(api);
        for (Person person : DemoPeople.CONFIRMED) {
            out.printf("%-28s %s%n", shortened(person.email()), history.of(person));
        }
        Person waiting = DemoPeople.WITHOUT_PROOF;
        out.printf("%-28s %s%n", shortened(waiting.email()), history.ofUnconfirmed(waiting));
        history.reuseOldTokens();
        out.println("\nSign in at " + url.resolve("/login") + ", each with the password " + Person.PASSWORD);
        DemoPeople.CONFIRMED.forEach(person -> out.println("  " + person.email() + "  (" + person.shows() + ")"));
        out.println("  " + waiting.email() + "  (" + waiting.shows() + ")");
    }

    /** Only there is mail kept where it can be read; and a password that everybody knows belongs nowhere else. */
    private void demandDevelopmentServer() {
        Answer answer = api.get("/api/dev/mail?limit=1").send();
        if (answer.status() != 200 || !answer.body().startsWith("{\"items\":")) {
            throw new SeedRefused("What answers at " + url + " is not a Gatehouse development server (status "
                    + answer.status() + "). If it is still starting, try again in a moment.");
        }
    }

    private static String shortened(String email) {
        return email.length() > 28 ? email.substring(0, 27) + "…" : email;
    }
}
