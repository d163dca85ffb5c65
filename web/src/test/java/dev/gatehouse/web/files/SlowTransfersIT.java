package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.SlowUpload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Uploads that take their time, and what they take from others. */
@Tag("alone")
class SlowTransfersIT extends OverHttp {

    private static final int MANY = 100;
    private static final int LOGINS = 21;
    private static final int PATIENCE_MILLIS = 60_000;

    private final SignedIn ada = people.signedIn();

    @Test
    @Row("FI-12")
    void leavesSignInsAsFastAsTheyWere() {
        Duration before = medianLogin();
        List<SlowUpload> uploads = new ArrayList<>();
        try {
            IntStream.range(0, MANY).forEach(i -> uploads.add(new SlowUpload(SERVER.port(), ada, 10).sends(1)));
            Patience.until("all are taken in", Duration.ofSeconds(20), () -> reservations() == MANY);

            assertThat(medianLogin()).isLessThan(before.multipliedBy(2).plusMillis(50));

            uploads.forEach(upload -> upload.sends(9));
            assertThat(uploads).allSatisfy(upload -> assertThat(upload.status(PATIENCE_MILLIS))
                    .isEqualTo(201));
        } finally {
            uploads.forEach(SlowUpload::close);
        }
    }

    @Test
    @Row("FI-12")
    void givesNobodyEveryPlace() {
        List<SlowUpload> uploads = new ArrayList<>();
        try {
            IntStream.range(0, 110).forEach(i -> uploads.add(new SlowUpload(SERVER.port(), ada, 10).sends(1)));
            Patience.until("all are taken in", Duration.ofSeconds(20), () -> reservations() == 110);
            try (SlowUpload more = new SlowUpload(SERVER.port(), ada, 10).sends(10)) {
                assertThat(more.status(PATIENCE_MILLIS)).isEqualTo(429);
            }
            try (SlowUpload others = new SlowUpload(SERVER.port(), people.signedIn(), 10).sends(10)) {
                assertThat(others.status(PATIENCE_MILLIS)).isEqualTo(201);
            }
        } finally {
            uploads.forEach(SlowUpload::close);
        }
        Patience.until("the room is given back", Duration.ofSeconds(20), () -> reservations() == 0);
    }

    @Test
    @Row("FI-12")
    void endsAnUploadThatStandsStill() {
        try (SlowUpload upload = new SlowUpload(SERVER.port(), ada, 1_000_000).sends(100_000)) {
            Patience.until("it is taken in", Duration.ofSeconds(20), () -> reservations() == 1);
            assertThat(upload.status(PATIENCE_MILLIS)).isIn(0, 400);
        }
        Patience.until("the room is given back", Duration.ofSeconds(20), () -> reservations() == 0);
        assertThat(rows.number("SELECT count(*) FROM storage.file WHERE account_id = ?", ada.id()))
                .isZero();
    }

    private long reservations() {
        return rows.number("SELECT count(*) FROM storage.reservation WHERE account_id = ?", ada.id());
    }

    private Duration medianLogin() {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < LOGINS; i++) {
            long begun = System.nanoTime();
            people.logIn(ada.email(), People.PASSWORD).hasStatus(200);
            times.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        times.sort(null);
        return times.get(LOGINS / 2);
    }
}
