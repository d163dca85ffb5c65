package dev.gatehouse.web.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Together;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalBucketsTest {

    private static final Rate FIVE_A_MINUTE = new Rate(5, Duration.ofMinutes(1));
    private static final int AT_MOST = 1000;

    private final AtomicLong nanos = new AtomicLong();
    private final LocalBuckets buckets = new LocalBuckets(nanos::get, AT_MOST);

    @Test
    void refusesTheSixthOfFiveUntilTheMinuteIsOver() {
        BucketKey key = key("ada");
        for (int left = 4; left >= 0; left--) {
            Verdict verdict = buckets.take(key);
            assertThat(verdict.allowed()).isTrue();
            assertThat(verdict.remaining()).isEqualTo(left);
            pass(Duration.ofSeconds(10));
        }

        Verdict refusal = buckets.take(key);

        assertThat(refusal.allowed()).isFalse();
        assertThat(refusal.secondsUntilReset()).isEqualTo(10);
        pass(Duration.ofMillis(9_999));
        assertThat(buckets.take(key).allowed()).isFalse();
        assertThat(buckets.take(key).secondsUntilReset()).isEqualTo(1);
        pass(Duration.ofMillis(1));
        assertThat(buckets.take(key).remaining()).isEqualTo(4);
    }

    @Test
    void countsEachClientAndEachLimitForItself() {
        for (int i = 0; i < 6; i++) {
            buckets.take(key("ada"));
        }

        assertThat(buckets.take(key("ada")).allowed()).isFalse();
        assertThat(buckets.take(key("bob")).allowed()).isTrue();
        assertThat(buckets.take(new BucketKey(Limit.WRITE, FIVE_A_MINUTE, "ada"))
                        .allowed())
                .isTrue();
    }

    @Test
    void letsNoMoreThroughWhenAllComeAtOnce() {
        LocalBuckets real = new LocalBuckets();

        long allowed = Together.times(40, () -> real.take(key("ada")).allowed()).stream()
                .filter(Boolean::booleanValue)
                .count();

        assertThat(allowed).isEqualTo(5);
    }

    @Test
    void keepsItsMemoryUnderAFloodOfAddresses() {
        for (int i = 0; i < 20 * AT_MOST; i++) {
            buckets.take(key("address " + i));
            buckets.first(key("address " + i), Duration.ofMinutes(1));
        }

        assertThat(buckets.size()).isLessThanOrEqualTo(2L * AT_MOST);
    }

    @Test
    void tellsTheFirstRefusalOfAPeriodFromTheOthers() {
        assertThat(buckets.first(key("ada"), Duration.ofSeconds(10))).isTrue();
        pass(Duration.ofSeconds(9));
        assertThat(buckets.first(key("ada"), Duration.ofSeconds(1))).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(buckets.first(key("ada"), Duration.ofSeconds(60))).isTrue();
    }

    @ParameterizedTest
    @Row("TH-07")
    @CsvSource({
        "2001:db8::1, 2001:db8::ffff:ffff:ffff:ffff, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false"
    })
    void countsAnIpv6NetworkAsOneClientAndAMappedAddressAsWhatItIs(String one, String other, boolean same)
            throws UnknownHostException {
        assertThat(BucketKey.client(InetAddress.getByName(one)).equals(BucketKey.client(InetAddress.getByName(other))))
                .isEqualTo(same);
    }

    private static BucketKey key(String client) {
        return new BucketKey(Limit.LOGIN, FIVE_A_MINUTE, client);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
