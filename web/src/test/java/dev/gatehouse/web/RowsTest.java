package dev.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every requirement that this release answers for is held by a test that says so. */
class RowsTest {

    private static final Path ROOT = Path.of("..");

    private static final List<String> ROWS = Stream.of(
                    "TK-01 TK-02 TK-03 TK-04 TK-05 TK-06 TK-07 TK-08 TK-09 TK-10 TK-11 TK-12 TK-13 TK-14 TK-15 TK-16",
                    "PW-01 PW-02 PW-05 PW-06",
                    "TH-03 TH-07 TH-09",
                    "MF-01 MF-02 MF-03 MF-04 MF-05 MF-06 MF-07 MF-08 MF-09 MF-10 MF-11 MF-13 MF-14",
                    "RC-02 RC-05 RC-07 RC-11",
                    "AZ-01 AZ-03 AZ-04 AZ-08 AZ-09",
                    "WB-01 WB-04 WB-05 WB-06 WB-07 WB-08 WB-10",
                    "IN-02 IN-03 IN-05 IN-06 IN-07 IN-09",
                    "CF-01",
                    "LO-02 LO-03 LO-04",
                    "CR-01 CR-04",
                    // recovery, changes, re-authentication, devices
                    "PW-04 PW-07 PW-09 RC-01 RC-03 RC-04 RC-06 RC-08 RC-10 AZ-06",
                    "TH-01 TH-02 TH-04 TH-05 TH-06 TH-08 TH-10 R-21 R-22 R-25",
                    "AZ-02 AZ-05 AZ-07 RC-09 RC-12 MF-14 R-23 PW-03 PW-10 AZ-10",
                    "R-01 R-02 R-03 R-04 R-15 R-16 R-17 R-18 R-19 R-20 R-24 R-31",
                    // files
                    "FI-01 FI-02 FI-03 FI-04 FI-05 FI-06 FI-08 FI-09 FI-10 FI-11 FI-12 R-34 R-35",
                    // remote backends
                    "R-32 R-33",
                    // pictures and the files page
                    "FI-02 FI-04 FI-05 FI-07 FI-11 FI-13")
            .flatMap(line -> Stream.of(line.split(" ")))
            .toList();

    private static final Pattern MARK = Pattern.compile("@" + Row.class.getSimpleName() + "\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

    @Test
    void everyRowIsHeldByATest() throws IOException {
        Set<String> held = held();

        assertThat(ROWS)
                .filteredOn(row -> !held.contains(row))
                .as("rows without a test")
                .isEmpty();
    }

    @Test
    void everyMarkNamesARowAsTheSheetsDo() throws IOException {
        assertThat(held()).allSatisfy(row -> assertThat(row).matches("[A-Z]{1,2}-\\d\\d"));
    }

    private static Set<String> held() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> tests = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/test/java/"))
                    .toList();
            return tests.stream()
                    .flatMap(file -> MARK.matcher(text(file)).results())
                    .map(mark -> mark.group(1))
                    .flatMap(names -> NAME.matcher(names).results())
                    .map(name -> name.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
