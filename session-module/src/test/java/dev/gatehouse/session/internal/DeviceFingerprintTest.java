package dev.gatehouse.session.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.ClientMarks;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceFingerprintTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private static final DeviceFingerprint HOME = of(FIREFOX, "home");

    @Test
    void isAnotherForAnotherProgramOrAnotherCookie() {
        assertThat(of("curl/8.5.0", "home").mayBe(HOME)).isFalse();
        assertThat(of(FIREFOX, "elsewhere").mayBe(HOME)).isFalse();
        assertThat(DeviceFingerprint.of(Optional.empty(), ClientMarks.of(Optional.of("home")))
                        .mayBe(HOME))
                .isFalse();
    }

    @Test
    void staysTheSameAfterAnUpdateAndWhereNoCookieComes() {
        assertThat(of(FIREFOX.replace("128", "140"), "home").mayBe(HOME)).isTrue();
        assertThat(DeviceFingerprint.of(Optional.of(FIREFOX), ClientMarks.NONE).mayBe(HOME))
                .isTrue();
        assertThat(HOME.mayBe(DeviceFingerprint.of(Optional.of(FIREFOX), ClientMarks.NONE)))
                .isTrue();
    }

    @Test
    void keepsTheCookieThatDidNotComeAndReadsWhatItWrote() {
        DeviceFingerprint moved = DeviceFingerprint.of(Optional.of("curl/8.5.0"), ClientMarks.NONE);

        assertThat(moved.after(HOME)).isEqualTo(of("curl/9", "home"));
        assertThat(DeviceFingerprint.parse(HOME.text())).isEqualTo(HOME);
        assertThat(DeviceFingerprint.parse(moved.text())).isEqualTo(moved);
        assertThat(HOME.text()).doesNotContain("home", "Firefox");
    }

    @Test
    void isAnotherWhereTheBrowserRunsOnAnotherSystemThanItsUserAgentSays() {
        assertThat(hinting("Windows", "?0").mayBe(hinting("Linux", "?0"))).isFalse();
        assertThat(hinting("Android", "?1").mayBe(hinting("Android", "?0"))).isFalse();
        assertThat(hinting("Linux", "?0").mayBe(hinting("Linux", "?0"))).isTrue();
    }

    /** Hints come over TLS only, and from some browsers only. */
    @Test
    void staysTheSameWhereNoHintsComeAndRemembersThoseThatDid() {
        DeviceFingerprint hinting = hinting("Linux", "?0");

        assertThat(HOME.mayBe(hinting)).isTrue();
        assertThat(hinting.mayBe(HOME)).isTrue();
        assertThat(HOME.after(hinting)).isEqualTo(hinting);
        assertThat(DeviceFingerprint.parse(hinting.text())).isEqualTo(hinting);
    }

    @Test
    void readsWhatWasWrittenWhenThereWereFewerMarks() {
        String[] parts = HOME.text().split("\\.");

        assertThat(DeviceFingerprint.parse(parts[0] + "." + parts[1])).isEqualTo(HOME);
        assertThat(DeviceFingerprint.parse(parts[0] + ".").mayBe(HOME)).isTrue();
    }

    private static DeviceFingerprint hinting(String platform, String mobile) {
        return DeviceFingerprint.of(
                Optional.of(FIREFOX), new ClientMarks(Optional.of("home"), Optional.of(platform), Optional.of(mobile)));
    }

    private static DeviceFingerprint of(String userAgent, String cookie) {
        return DeviceFingerprint.of(Optional.of(userAgent), ClientMarks.of(Optional.of(cookie)));
    }
}
