package dev.gatehouse.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DetailTest {

    @Test
    void keepsWhatJsonHasAFormFor() {
        BigInteger vast = BigInteger.TWO.pow(64);
        assertThat(Detail.fromJson(Detail.asJson(Map.of("flags", List.of(true, false), "half", 0.5, "vast", vast))))
                .isEqualTo(Map.of(
                        "flags", List.of(true, false), "half", new BigDecimal("0.5"), "vast", new BigDecimal(vast)));
    }

    @Test
    void writesOtherFactsAsTheirText() {
        UUID id = UUID.randomUUID();
        assertThat(Detail.fromJson(Detail.asJson(Map.of("id", id, "at", Instant.EPOCH, "rate", Double.NaN))))
                .isEqualTo(Map.of("id", id.toString(), "at", "1970-01-01T00:00:00Z", "rate", "NaN"));
    }

    @Test
    void readsNullAsAbsent() {
        assertThat(Detail.fromJson("{\"a\": null, \"b\": [null, 1]}")).isEqualTo(Map.of("b", List.of(1L)));
    }
}
