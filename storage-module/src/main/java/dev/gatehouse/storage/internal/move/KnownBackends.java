package dev.gatehouse.storage.internal.move;

import dev.gatehouse.storage.StorageBackends;
import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.backend.Backends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the backends say of themselves, beside what the rows say of them. */
@ApplicationScoped
class KnownBackends implements StorageBackends {

    private static final String COUNTS =
            """
            SELECT f.backend, count(*), sum(f.size), count(b.file_id)
            FROM storage.file f LEFT JOIN storage.fallen_back b ON b.file_id = f.id
            GROUP BY f.backend ORDER BY f.backend
            """;

    private final Backends backends;
    private final Homecoming homecoming;
    private final Statements statements;

    @Inject
    KnownBackends(Backends backends, Homecoming homecoming, Statements statements) {
        this.backends = backends;
        this.homecoming = homecoming;
        this.statements = statements;
    }

    private record Count(String backend, long files, long bytes, long awaitingReturn) {

        static Count of(Object[] row) {
            return new Count(
                    (String) row[0],
                    ((Number) row[1]).longValue(),
                    ((Number) row[2]).longValue(),
                    ((Number) row[3]).longValue());
        }
    }

    @Override
    public List<State> states() {
        List<Count> counts = statements.all(COUNTS).stream().map(Count::of).toList();
        Map<String, Count> byName = counts.stream().collect(Collectors.toMap(Count::backend, Function.identity()));
        Stream<State> configured = backends.conditions().stream()
                .map(known -> state(known, byName.getOrDefault(known.name(), new Count(known.name(), 0, 0, 0))));
        Stream<State> others = counts.stream()
                .filter(count -> !backends.isConfigured(count.backend()))
                .map(count -> state(count, Condition.NOT_CONFIGURED, Optional.empty(), Optional.empty()));
        return Stream.concat(configured, others).toList();
    }

    @Override
    public boolean allWork() {
        return backends.conditions().stream().allMatch(known -> known.readable() && known.writable());
    }

    @Override
    public List<Test> test() {
        return backends.probe().stream()
                .map(probe -> new Test(probe.name(), probe.fault(), probe.millis()))
                .toList();
    }

    @Override
    public void revive() {
        backends.revive();
    }

    @Override
    public int bringHome() {
        return homecoming.bringHome();
    }

    private static State state(Backends.Condition known, Count count) {
        Condition condition = Condition.UP;
        if (!known.readable()) {
            condition = Condition.DOWN;
        } else if (!known.writable()) {
            condition = Condition.READ_ONLY;
        }
        return state(count, condition, known.fault(), known.freeBytes());
    }

    private static State state(Count count, Condition condition, Optional<String> fault, Optional<Long> freeBytes) {
        return new State(
                count.backend(), condition, fault, freeBytes, count.files(), count.bytes(), count.awaitingReturn());
    }
}
