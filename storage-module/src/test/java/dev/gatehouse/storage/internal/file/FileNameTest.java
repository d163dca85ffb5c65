package dev.gatehouse.storage.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void keepsWhatCanBeSeenOfTheLastPart() {
        keeps("../../etc/passwd", "passwd");
        keeps("C:\\fakepath\\a.txt", "a.txt");
        keeps("gpj.\u202eexe.png", "gpj.exe.png");
        keeps("a\r\nb.txt", "ab.txt");
        keeps("a<b>:c?.txt", "abc.txt");
        keeps("u\u0308.txt", "\u00fc.txt");
        keeps(" a.txt ", "a.txt");
        keeps("نامه\u200cها.txt", "نامه\u200cها.txt");
    }

    private static void keeps(String sent, String kept) {
        assertThat(FileName.of(sent)).contains(kept);
    }
}
