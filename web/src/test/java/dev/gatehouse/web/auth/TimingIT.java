package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How long an answer takes tells no more than the answer. Each sample asks for an address that was never asked for. A
 * hundred samples of a kind find what is worth finding within a minute; {@code -Dgatehouse.timing.samples=400} finds more.
 */
@Tag("alone")
class TimingIT extends OverHttp {

    private static final int SAMPLES = Integer.getInteger("gatehouse.timing.samples", 100);
    private static final int WARM_UP = 20;
    private static final int ATTEMPTS = 3;
    private static final double TOLERANCE = 0.05;

    private static final List<String> KINDS = List.of("unknown", "known", "disabled", "unverified", "locked");

    private final Random random = new Random(42);

    static Stream<Arguments> questions() {
        return Stream.of("login", "forgot", "resend", "signup").map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("questions")
    @Row("TH-05")
    void theMediansOfAllKindsOfAddressesAreWithinFivePercent(String question) {
        String model = people.verified();
        Map<String, Double> medians = Map.of();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            medians = medians(model, kinds(question), call(question));
            if (spread(medians) <= TOLERANCE) {
                return;
            }
        }
        assertThat(spread(medians)).as(question + " " + medians).isLessThanOrEqualTo(TOLERANCE);
    }

    /** Who is held back is refused at once, with or without an account: they are compared with each other. */
    private static List<String> kinds(String question) {
        return question.equals("login") ? KINDS.subList(0, 4) : KINDS;
    }

    private Consumer<String> call(String question) {
        return switch (question) {
            case "login" -> email -> people.logIn(email, "Wrong-Horse-42").hasStatus(401);
            case "forgot" -> email -> ask("/api/auth/password/forgot", email);
            case "resend" -> email -> ask("/api/auth/verify-email/resend", email);
            default -> email -> people.signUp(email, People.PASSWORD).hasStatus(202);
        };
    }

    private void ask(String path, String email) {
        api.post(path).json("email", email).send().hasStatus(202);
    }

    private Map<String, Double> medians(String model, List<String> kinds, Consumer<String> call) {
        String run = UUID.randomUUID().toString().substring(0, 8);
        bring(model, run);
        Map<String, List<Long>> times = new LinkedHashMap<>();
        try (Connection database = rows.connect();
                Statement statement = database.createStatement()) {
            for (int sample = 0; sample < WARM_UP + SAMPLES; sample++) {
                statement.execute("DELETE FROM auth.login_throttle WHERE scope = 'address'");
                List<String> order = new ArrayList<>(kinds);
                Collections.shuffle(order, random);
                for (String kind : order) {
                    String email = kind + "-" + run + "-" + sample + "@people.example.org";
                    long start = System.nanoTime();
                    call.accept(email);
                    long took = System.nanoTime() - start;
                    if (sample >= WARM_UP) {
                        times.computeIfAbsent(kind, name -> new ArrayList<>()).add(took);
                    }
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((kind, list) -> medians.put(kind, median(list)));
        return medians;
    }

    /** As many accounts of each kind as there are samples, made from a real one. */
    private void bring(String model, String run) {
        for (String kind : KINDS.subList(1, KINDS.size())) {
            rows.change(
                    "INSERT INTO auth.account (id, email, password_hash, first_name, last_name, user_type, locale,"
                            + " email_verified_at, disabled_at, disabled_reason)"
                            + " SELECT gen_random_uuid(), ? || '-' || ? || '-' || n || '@people.example.org', password_hash,"
                            + " first_name, last_name, user_type, locale,"
                            + " CASE WHEN ? <> 'unverified' THEN now() END, CASE WHEN ? = 'disabled' THEN now() END,"
                            + " CASE WHEN ? = 'disabled' THEN 'x' END"
                            + " FROM auth.account, generate_series(0, ?) n WHERE email = ?",
                    kind,
                    run,
                    kind,
                    kind,
                    kind,
                    WARM_UP + SAMPLES - 1,
                    model);
        }
        rows.change(
                "INSERT INTO auth.login_throttle (key, scope, holder_kind, holder_id, failures, pending, pending_at, expires_at)"
                        + " SELECT sha256(id::text::bytea), 'account', 'user', id, 90, 0, now(), now() + interval '1 day'"
                        + " FROM auth.account WHERE email LIKE 'locked-' || ? || '-%'",
                run);
    }

    private static double spread(Map<String, Double> medians) {
        double least = Collections.min(medians.values());
        return (Collections.max(medians.values()) - least) / least;
    }

    private static double median(List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(sorted, sorted.length / 2 - 1, sorted.length / 2 + 1)
                .average()
                .orElseThrow();
    }
}
