package dev.gatehouse.session.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceFingerprintTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private static final DeviceFingerprint HOME = of(FIREFOX, "home");

    @Test
    void isAnotherForAnotherProgramOrAnotherCookie() {
        assertThat(of("curl/8.5.0", "home").mayBe(HOME)).isFalse();
        assertThat(of(FIREFOX, "elsewhere").mayBe(HOME)).isFalse();
        assertThat(DeviceFingerprint.of(Optional.empty(), Optional.of("home")).mayBe(HOME))
                .isFalse();
    }

    @Test
    void staysTheSameAfterAnUpdateAndWhereNoCookieComes() {
        assertThat(of(FIREFOX.replace("128", "140"), "home").mayBe(HOME)).isTrue();
        assertThat(DeviceFingerprint.of(Optional.of(FIREFOX), Optional.empty()).mayBe(HOME))
                .isTrue();
        assertThat(HOME.mayBe(DeviceFingerprint.of(Optional.of(FIREFOX), Optional.empty())))
                .isTrue();
    }

    @Test
    void keepsTheCookieThatDidNotComeAndReadsWhatItWrote() {
        DeviceFingerprint moved = DeviceFingerprint.of(Optional.of("curl/8.5.0"), Optional.empty());

        assertThat(moved.after(HOME)).isEqualTo(of("curl/9", "home"));
        assertThat(DeviceFingerprint.parse(HOME.text())).isEqualTo(HOME);
        assertThat(DeviceFingerprint.parse(moved.text())).isEqualTo(moved);
        assertThat(HOME.text()).doesNotContain("home", "Firefox");
    }

    private static DeviceFingerprint of(String userAgent, String cookie) {
        return DeviceFingerprint.of(Optional.of(userAgent), Optional.of(cookie));
    }
}
