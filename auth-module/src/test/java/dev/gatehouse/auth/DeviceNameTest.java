package dev.gatehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceNameTest {

    @ParameterizedTest
    @CsvSource({
        "'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', Firefox, Windows",
        "'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1', Safari, iPhone",
        "'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', Edge, Windows",
        "'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', Chrome, Android"
    })
    void tellsBrowsersApart(String agent, String program, String system) {
        assertThat(DeviceName.of(Optional.of(agent)))
                .isEqualTo(new DeviceName(Optional.of(program), Optional.of(system)));
    }

    @Test
    void callsAnUnknownProgramByItsOwnName() {
        assertThat(DeviceName.of(Optional.of("backup-job/2.1")).program()).contains("backup-job");
    }

    @Test
    void guessesNothingWithoutAHint() {
        assertThat(DeviceName.of(Optional.empty())).isEqualTo(new DeviceName(Optional.empty(), Optional.empty()));
    }
}
