package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import java.io.File;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Folders of the WAR, which the container would redirect ahead of every filter (WB-10). */
class FolderGuardIT extends OverHttp {

    @Test
    void redirectsNobodyToTheHostThatTheRequestNames() throws IOException {
        for (String folder : folders()) {
            Answer answer = api.get(folder).header("Host", "evil.example").send();

            assertThat(answer.status()).as(folder).isEqualTo(421);
            assertThat(answer.header("Location")).as(folder).isEmpty();
            assertThat(answer.header("X-Request-Id")).as(folder).isPresent();
        }
    }

    /** With the folders of the one library that brings files for browsers. */
    private static Set<String> folders() throws IOException {
        Set<String> folders = new TreeSet<>(Set.of("/webjars", "/webjars/swagger-ui"));
        try (ZipFile war = new ZipFile(new File(System.getProperty("gatehouse.war")))) {
            for (Enumeration<? extends ZipEntry> entries = war.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.isDirectory() && !entry.getName().matches("(WEB|META)-INF/.*")) {
                    folders.add(
                            "/" + entry.getName().substring(0, entry.getName().length() - 1));
                }
            }
        }
        assertThat(folders).contains("/docs", "/assets", "/dev");
        return folders;
    }
}
