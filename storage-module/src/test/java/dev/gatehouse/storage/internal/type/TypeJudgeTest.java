package dev.gatehouse.storage.internal.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.storage.FileType;
import dev.gatehouse.storage.internal.StorageModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeJudgeTest {

    private final TypeJudge judge = new TypeJudge(StorageModule.SETTINGS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "<!-- c --><p>",
                "  <?xml version='1.0'?>",
                "\uFEFF<svg>",
                "</p>",
                "<%@ page %>",
                "#!/bin/bash",
                "%!PS-Adobe",
                "\n\n<ScRiPt>"
            })
    void refusesMarkupAndScriptsAsText(String content) {
        assertThat(verdict("a.txt", content)).isInstanceOf(Verdict.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I <3 you",
                "< 5",
                "From: a@example.org\nSubject: b",
                "import os\nprint(1)",
                "{\"a\": 1}",
                "a,b,c",
                "# Title",
                "-----BEGIN PGP MESSAGE-----",
                "日本語",
                "BEGIN:VCARD"
            })
    void takesAnyTextThatNothingRuns(String content) {
        assertThat(verdict("a.txt", content)).isEqualTo(new Verdict.Accepted(FileType.TXT));
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, CSV",
        "A.JSON, JSON",
        "a.b.md, MD",
        "noextension, TXT",
        "Report 1.2, TXT",
        ".txt, TXT",
        "a.tsv, TSV"
    })
    void letsTheExtensionChooseAmongTexts(String name, FileType type) {
        assertThat(verdict(name, "a")).isEqualTo(new Verdict.Accepted(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.js", "a.html", "a.svg", "a.sh", "a.txt.exe", "a.png", "a.zip", "a.docx", ".htaccess"})
    void refusesTextUnderAnotherExtension(String name) {
        assertThat(verdict(name, "a")).isEqualTo(new Verdict.Rejected("extension_mismatch", "text/plain"));
    }

    @Test
    void tellsOfficeDocumentsByTheirEntries() throws IOException {
        assertThat(verdict("a.docx", zip("[Content_Types].xml", "word/document.xml")))
                .isEqualTo(accepted(FileType.DOCX));
        assertThat(verdict("a.xlsx", zip("xl/workbook.xml"))).isEqualTo(accepted(FileType.XLSX));
        assertThat(verdict("a.zip", zip("xl/workbook.xml"))).isEqualTo(accepted(FileType.ZIP));
        assertThat(verdict("a.docx", zip("[Content_Types].xml", "xl/workbook.xml")))
                .isInstanceOf(Verdict.Rejected.class);
        assertThat(verdict("a.docx", zip("word/document.xml", "word/vbaProject.bin")))
                .isInstanceOf(Verdict.Rejected.class);
        assertThat(verdict("a.docx", zip("a.txt"))).isInstanceOf(Verdict.Rejected.class);
        assertThat(verdict("a.jar", zip("META-INF/MANIFEST.MF"))).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void tellsOpenDocumentsByTheirFirstEntry() throws IOException {
        assertThat(verdict("a.odt", openDocument(FileType.ODT))).isEqualTo(accepted(FileType.ODT));
        assertThat(verdict("a.ods", openDocument(FileType.ODT))).isInstanceOf(Verdict.Rejected.class);
        assertThat(verdict("a.odt", zip("mimetype"))).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void takesOnlyWhatIsWanted() {
        byte[] text = "a".getBytes(StandardCharsets.UTF_8);
        assertThat(judge.judge("a.txt", Optional.empty(), text, EnumSet.of(FileType.PNG)))
                .isEqualTo(new Verdict.Rejected("content_not_allowed", "text/plain"));
    }

    @ParameterizedTest
    @CsvSource({"text/html", "image/png", "application/x-www-form-urlencoded", "text/csv"})
    void refusesAnotherDeclaredType(String declared) {
        assertThat(judge.judge("a.txt", Optional.of(declared), new byte[] {'a'}))
                .isEqualTo(new Verdict.Rejected("declared_type_mismatch", "text/plain"));
    }

    private Verdict verdict(String name, String content) {
        return verdict(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private Verdict verdict(String name, byte[] content) {
        return judge.judge(name, Optional.empty(), content);
    }

    private static Verdict accepted(FileType type) {
        return new Verdict.Accepted(type);
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] openDocument(FileType type) throws IOException {
        byte[] content = type.mediaType().getBytes(StandardCharsets.US_ASCII);
        ZipEntry entry = new ZipEntry("mimetype");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setCrc(sum.getValue());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(entry);
            zip.write(content);
            zip.putNextEntry(new ZipEntry("content.xml"));
        }
        return bytes.toByteArray();
    }
}
