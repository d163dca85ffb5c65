package dev.gatehouse.web.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.testing.S3Process;
import dev.gatehouse.testing.SambaProcess;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Letters;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.StorageHouse;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see of an S3 service and a NAS that fail, and what is kept meanwhile. */
class RemoteStorageIT {

    private static StorageHouse house;
    private static Shelf shelf;
    private static Operator olga;

    @BeforeAll
    static void open() {
        house = StorageHouse.opened("remote-storage", "s3,nas,local");
        shelf = new Shelf(house.api(), People.of(house.api()).signedIn());
        olga = house.operators().signedIn("viewer");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @AfterEach
    void mend() {
        house.s3Line.mended();
        house.nasLine.mended();
        house.awaitState(olga, "s3", "up");
        house.awaitState(olga, "nas", "up");
    }

    @Test
    @Row("R-32")
    void keepsNothingOfAnUploadWhoseServiceDiesAndTakesItsRetryElsewhere() {
        String before = kept("before.txt");
        long files = shelf.fileCount();
        InputStream content = new SequenceInputStream(
                new Letters(20 << 20), new SequenceInputStream(happening(house.s3::kill), new Letters(20 << 20)));
        try {
            shelf.stream("big.txt", "text/plain", () -> content).isProblem(503, "unavailable");
            assertThat(shelf.fileCount()).isEqualTo(files);
            shelf.content(before).isProblem(503, "unavailable");
            assertThat(house.backendOf(before)).isEqualTo("s3");

            String retried = kept("retry.txt");

            assertThat(house.backendOf(retried)).isEqualTo("nas");
            assertThat(shelf.content(retried).text()).isEqualTo("retry.txt");
            assertThat(fallbacks(retried)).isEqualTo(1);
            assertThat(fallbacks(before)).isZero();
            othersGoOn();
            house.s3.start();
            house.awaitBackend(retried, "s3");
            assertThat(shelf.content(retried).text()).isEqualTo("retry.txt");
            assertThat(shelf.content(before).text()).isEqualTo("before.txt");
            assertThat(fallbacks(retried)).isEqualTo(1);
        } finally {
            if (!house.s3.isRunning()) {
                house.s3.start();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 403})
    @Row("R-32")
    void fallsBackFromAServiceThatRefusesEverything(int status) {
        house.s3Line.answerWith(status);

        String file = keptByTheSecondTry("refused.txt");

        assertThat(house.backendOf(file)).isEqualTo("nas");
        assertThat(fallbacks(file)).isEqualTo(1);
        othersGoOn();
        house.awaitState(olga, "s3", "down");
        house.s3Line.mended();
        house.awaitBackend(file, "s3");
    }

    @Test
    @Row("R-32")
    void keepsNothingOfAnUploadThatIsCutInTheMiddle() {
        long files = shelf.fileCount();
        house.s3Line.cutAfter(10 << 20);

        shelf.stream("cut.txt", "text/plain", () -> new Letters(30 << 20)).isProblem(503, "unavailable");

        assertThat(shelf.fileCount()).isEqualTo(files);
        assertThat(house.rows().number("SELECT count(*) FROM storage.reservation"))
                .isZero();
    }

    @Test
    @Row("R-32")
    void bearsASlowService() {
        house.s3Line.slow(100);
        String file = kept("slow.txt");
        assertThat(house.backendOf(file)).isEqualTo("s3");
        assertThat(shelf.content(file).text()).isEqualTo("slow.txt");
        othersGoOn();
    }

    @Test
    @Row({"R-32", "R-33"})
    void waitsNoLongerThanItsTimeoutsForServersThatHang() {
        String file = kept("hung.txt");
        house.s3.freeze();
        house.nas.freeze();
        try {
            long start = System.nanoTime();
            Answer answer = shelf.content(file);
            answer.isProblem(503, "unavailable");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
            String local = keptByTheSecondTry("local.txt");
            assertThat(house.backendOf(local)).isEqualTo("local");
            assertThat(fallbacks(local)).isEqualTo(1);
            othersGoOn();
        } finally {
            house.s3.thaw();
            house.nas.thaw();
        }
        house.awaitState(olga, "s3", "up");
        assertThat(shelf.content(file).text()).isEqualTo("hung.txt");
    }

    @Test
    @Row("R-33")
    void keepsTheRowOfAFileWhoseNasIsGone() {
        house.s3Line.answerWith(500);
        String file = keptByTheSecondTry("on-the-nas.txt");
        assertThat(house.backendOf(file)).isEqualTo("nas");

        house.nas.kill();

        try {
            shelf.content(file).isProblem(503, "unavailable");
            shelf.get("/api/files/" + file).hasStatus(200);
            String local = keptByTheSecondTry("local.txt");
            assertThat(house.backendOf(local)).isEqualTo("local");
            assertThat(fallbacks(local)).isEqualTo(1);
        } finally {
            house.nas.start();
        }
        house.awaitState(olga, "nas", "up");
        assertThat(shelf.content(file).text()).isEqualTo("on-the-nas.txt");
    }

    @Test
    @Row("R-33")
    void fallsBackFromANasThatCannotBeWritten() {
        house.s3Line.answerWith(500);
        String file = keptByTheSecondTry("readable.txt");
        assertThat(house.backendOf(file)).isEqualTo("nas");
        house.nas.kill();
        house.nas.startReadOnly();
        try {
            String local = keptByTheSecondTry("local.txt");
            assertThat(house.backendOf(local)).isEqualTo("local");
            house.awaitState(olga, "nas", "read_only");
            assertThat(shelf.content(file).text()).isEqualTo("readable.txt");
        } finally {
            house.nas.kill();
            house.nas.start();
        }
    }

    @Test
    void tellsOfBackendsThatAreAwayAndStaysReady() {
        house.s3Line.answerWith(500);
        house.awaitState(olga, "s3", "down");
        Answer ready = house.api()
                .get("/health/ready")
                .bearer("metrics-token-of-a-test")
                .send()
                .hasStatus(200);
        assertThat(ready.text()).contains("\"storage\"", "degraded");
    }

    @Test
    void tellsNoSecretInItsLog() {
        assertThat(house.log()).doesNotContain(S3Process.SECRET_KEY, SambaProcess.PASSWORD);
    }

    private static void othersGoOn() {
        People people = People.of(house.api());
        people.logIn(shelf.owner().email(), People.PASSWORD).hasStatus(200);
        shelf.get("/api/files").hasStatus(200);
    }

    private static long fallbacks(String file) {
        return house.rows()
                .number(
                        "SELECT count(*) FROM audit.event WHERE type = 'file.fallback_used' AND detail->>'fileId' = ?",
                        file);
    }

    private static String kept(String name) {
        return shelf.put(name, "text/plain", name).hasStatus(201).text("id");
    }

    /** A fault that nobody has met yet costs one upload; the next one meets another backend. */
    private static String keptByTheSecondTry(String name) {
        for (int i = 0; i < 3; i++) {
            Answer answer = shelf.put(name, "text/plain", name);
            if (answer.status() == 201) {
                return answer.text("id");
            }
            answer.isProblem(503, "unavailable");
        }
        throw new AssertionError("Nothing takes " + name);
    }

    private static InputStream happening(Runnable happens) {
        return new InputStream() {
            @Override
            public int read() {
                happens.run();
                return -1;
            }
        };
    }
}
