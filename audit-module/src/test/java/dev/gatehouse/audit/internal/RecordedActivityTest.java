package dev.gatehouse.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.Activity;
import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.audit.RecordedEvent;
import dev.gatehouse.testing.ModuleDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedActivityTest {

    private static final ModuleDatabase DATABASE = new ModuleDatabase("audit", "audit");
    private static final long LATER = -1;

    private final AuditTrail trail = AuditFixtures.trail(DATABASE.entityManager());
    private final Activity activity = AuditFixtures.activity(DATABASE.entityManager());
    private final UUID account = UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 201, Integer.MAX_VALUE})
    void refusesALimitOutOfBounds(int limit) {
        assertThatThrownBy(() -> activity.of(account, limit, OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNothingOfOtherPeople() {
        append(UUID.randomUUID(), 1);
        DATABASE.inTransaction(
                () -> trail.record(AuditEvent.failure(EventType.LOGIN_FAILED, Actor.anonymous(), Origin.none())));
        Activity.Page page = activity.of(account, 200, OptionalLong.empty());
        assertThat(page.events()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void showsTheNewestFirst() {
        appendSome(3);
        assertThat(numbers(activity.of(account, 200, OptionalLong.empty()).events()))
                .containsExactly(2L, 1L, 0L);
    }

    @Test
    void endsWhereTheLastPageIsFull() {
        appendSome(4);
        Activity.Page first = activity.of(account, 2, OptionalLong.empty());
        Activity.Page last = activity.of(account, 2, first.next());
        assertThat(numbers(last.events())).containsExactly(1L, 0L);
        assertThat(last.next()).isEmpty();
    }

    @Test
    void showsAnEventThatWasCommittedLateOnTheFollowingPage() {
        DATABASE.inTransaction(() -> {
            trail.record(event(account, 0));
            CompletableFuture.runAsync(() -> append(account, 1)).join();
        });
        Activity.Page first = activity.of(account, 1, OptionalLong.empty());
        assertThat(numbers(first.events())).containsExactly(1L);
        assertThat(numbers(activity.of(account, 1, first.next()).events())).containsExactly(0L);
    }

    @Test
    void skipsAndDoublesNothingWhileOthersAppend() {
        int before = 40;
        appendSome(before);
        var writers = Stream.generate(() -> CompletableFuture.runAsync(this::appendLaterOnes))
                .limit(4)
                .toArray(CompletableFuture<?>[]::new);
        var allWritten = CompletableFuture.allOf(writers);
        do {
            List<RecordedEvent> walked = walk(3);
            assertThat(walked).doesNotHaveDuplicates();
            assertThat(numbers(walked).stream().filter(number -> number != LATER))
                    .containsExactlyElementsOf(LongStream.range(0, before)
                            .mapToObj(n -> before - 1 - n)
                            .toList());
        } while (!allWritten.isDone());
        allWritten.join();
        assertThat(walk(200)).hasSize(before + 4 * 50).doesNotHaveDuplicates();
    }

    private List<RecordedEvent> walk(int limit) {
        List<RecordedEvent> walked = new ArrayList<>();
        OptionalLong before = OptionalLong.empty();
        do {
            Activity.Page page = activity.of(account, limit, before);
            walked.addAll(page.events());
            before = page.next();
        } while (before.isPresent());
        return walked;
    }

    private void appendLaterOnes() {
        IntStream.range(0, 50).forEach(n -> append(account, LATER));
    }

    private void appendSome(int count) {
        LongStream.range(0, count).forEach(number -> append(account, number));
    }

    private void append(UUID subject, long number) {
        DATABASE.inTransaction(() -> trail.record(event(subject, number)));
    }

    private static AuditEvent event(UUID subject, long number) {
        Origin origin = new Origin(Optional.empty(), Optional.of("192.0.2.1"), Optional.empty());
        return AuditEvent.success(EventType.ACCOUNT_PROFILE_CHANGED, Actor.user(subject), origin)
                .with("number", number);
    }

    private static List<Long> numbers(List<RecordedEvent> events) {
        return events.stream().map(event -> (Long) event.detail().get("number")).toList();
    }
}
