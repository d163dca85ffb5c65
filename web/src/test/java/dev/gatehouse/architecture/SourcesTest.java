package dev.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that only the source texts show. */
class SourcesTest {

    private static final Path ROOT = Path.of("..");
    private static final int MAX_LINES = 300;
    private static final Pattern FORM = Pattern.compile("<(h:)?form[ >]");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@Disabled");

    @Test
    void noFileIsLongerThanThreeHundredLines() throws IOException {
        assertThat(sources("java")).isNotEmpty().allSatisfy(file -> assertThat(Files.readAllLines(file))
                .hasSizeLessThanOrEqualTo(MAX_LINES));
    }

    @Test
    void nothingIsLeftUnfinishedOrSwitchedOff() throws IOException {
        Path self = ROOT.resolve("web/src/test/java/dev/gatehouse/architecture/SourcesTest.java");
        assertThat(sources("java"))
                .filteredOn(file -> !file.equals(self))
                .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(UNFINISHED));
    }

    @Test
    void everyFormCarriesTheTokenAgainstForgery() throws IOException {
        for (Path page : sources("xhtml")) {
            String text = Files.readString(page);
            long forms = FORM.matcher(text).results().count();
            long tokens = Pattern.compile("<(gh|g):csrf|name=\"csrf\"")
                    .matcher(text)
                    .results()
                    .count();
            assertThat(tokens).as(page.toString()).isGreaterThanOrEqualTo(forms);
        }
    }

    @Test
    void versionsStandInTheParentPomOnly() throws IOException {
        for (String module : List.of(
                "audit-module", "session-module", "auth-module", "storage-module", "seed", "picture-import", "web")) {
            String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
            String withoutParent = pom.substring(pom.indexOf("</parent>"));
            assertThat(withoutParent).as(module).doesNotContainPattern("<version>[0-9]");
        }
    }

    private static List<Path> sources(String extension) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith("." + extension))
                    .filter(file -> file.toString().contains("/src/"))
                    .toList();
        }
    }
}
