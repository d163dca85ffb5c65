package dev.gatehouse.web.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:6379",
                "http://:s3cr3t@localhost",
                "redis:s3cr3t",
                "redis://",
                "redis://:s3cr3t@localhost/name",
                "redis://:s3cr3t#@localhost",
                "redis://:s3 cr3t@localhost"
            })
    void refusesWhatIsNoRedisAndRepeatsNoSecret(String text) {
        assertThatThrownBy(() -> RedisUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://cache",
                "redis://cache:6379/0",
                "rediss://user:s3cr3t@cache:6380/2",
                "redis://:p%40@[::1]:1"
            })
    void takesWhatRedisClientsTake(String text) {
        assertThat(RedisUrl.parse(text).uri()).hasToString(text);
    }

    @Test
    void tellsWhereRedisIsAndNotHowToGetIn() {
        assertThat(RedisUrl.parse("rediss://user:s3cr3t@cache:6380/2")).hasToString("rediss://cache:6380");
    }
}
