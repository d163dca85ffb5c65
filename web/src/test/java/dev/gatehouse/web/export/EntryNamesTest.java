package dev.gatehouse.web.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryNamesTest {

    private final EntryNames names = new EntryNames();

    @ParameterizedTest
    @CsvSource({
        "a/b\\c.txt, a_b_c.txt",
        "'..', _",
        "'...', _",
        "'a. ', a._",
        "CON, _CON",
        "nul.tar.gz, _nul.tar.gz",
        "'a:b?', a_b_",
        "concert.txt, concert.txt",
        ".profile, .profile"
    })
    void areSafeWhereverTheyAreUnpacked(String wished, String name) {
        assertThat(names.unique(wished)).isEqualTo(name);
    }

    @Test
    void areNeverTheSameForASystemWithoutCapitals() {
        assertThat(names.unique("a.txt")).isEqualTo("a.txt");
        assertThat(names.unique("A.txt")).isEqualTo("A (2).txt");
        assertThat(names.unique("a (2).txt")).isEqualTo("a (2) (2).txt");
        assertThat(names.unique("a.txt")).isEqualTo("a (3).txt");
        assertThat(names.unique("u\u0308.txt")).isEqualTo("\u00fc.txt");
        assertThat(names.unique("\u00fc.txt")).isEqualTo("\u00fc (2).txt");
        assertThat(names.missing("b.txt")).isEqualTo("b.txt.missing.txt");
        assertThat(names.unique("b.txt.missing.txt")).isEqualTo("b.txt.missing (2).txt");
    }

    @Test
    void fitOnADiskHoweverLongAndHoweverMany() {
        for (String wished :
                new String[] {"\u00fc".repeat(127), "a." + "b".repeat(253), "\uD83E\uDD8A".repeat(62) + ".txt"}) {
            Set<String> given = new HashSet<>();
            for (int i = 0; i < 2000; i++) {
                String name = i % 2 == 0 ? names.unique(wished) : names.missing(wished);
                assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
                assertThat(name).doesNotContain("?");
                assertThat(given.add(name.toLowerCase(Locale.ROOT))).as(name).isTrue();
            }
        }
    }
}
