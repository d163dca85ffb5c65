package dev.gatehouse.storage.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/", "/", "\\", "\u0000", "\u202e", "\ud800", "\u200b/\u200b"})
    void refusesWhatLeavesNoName(String sent) {
        assertThat(FileName.of(sent)).isEmpty();
    }

    @Test
    void refusesMoreThan255Bytes() {
        assertThat(FileName.of("ä".repeat(128))).isEmpty();
        assertThat(FileName.of("ä".repeat(127) + "a")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "C:\\fakepath\\a.txt, a.txt",
        "gpj.\u202eexe.png, gpj.exe.png",
        "a\r\nb.txt, ab.txt",
        "a<b>:c?.txt, abc.txt",
        "u\u0308.txt, ü.txt",
        "' a.txt ', a.txt",
        "نامه\u200cها.txt, نامه\u200cها.txt"
    })
    void keepsWhatCanBeSeenOfTheLastPart(String sent, String kept) {
        assertThat(FileName.of(sent)).contains(kept);
    }
}
