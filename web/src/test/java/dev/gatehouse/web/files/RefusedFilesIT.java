package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Shelf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content that is not kept, and the harm that kept content cannot do. */
class RefusedFilesIT extends OverHttp {

    private static final byte[] PNG = "\u0089PNG\r\n\u001a\n0000\0\0\0\rIHDR".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PDF = "%PDF-1.7\n%âãÏÓ\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final long ARCHIVE = 1L << 30;

    private final Shelf shelf = new Shelf(api, people.signedIn());

    @Row("FI-02")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "page.html|text/html|<!doctype html><script>alert(1)</script>",
                "page.txt|text/plain|<html><script>alert(1)</script></html>",
                "page.txt|text/plain|~   <script>alert(1)</script>~",
                "page.png|image/png|<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "picture.svg|image/svg+xml|<svg xmlns='http://www.w3.org/2000/svg'/>",
                "feed.xml|application/xml|<?xml version='1.0'?><a/>",
                "code.js|text/javascript|alert(1)",
                "run.txt|text/plain|#!/bin/sh"
            })
    void refusesActiveContentUnderAnyName(String name, String type, String content) {
        refused(shelf.put(name, type, content));
        refused(shelf.form(name, type, content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Row("FI-02")
    void refusesMarkupInOtherEncodings() {
        for (var encoding : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            refused(shelf.put("a.txt", "text/plain", "<script>alert(1)</script>".getBytes(encoding)));
        }
    }

    @Test
    @Row("FI-02")
    void handsOutContentAsSomethingToSave() {
        String id = shelf.put("a.png", "image/png", PNG).hasStatus(201).text("id");
        for (String method : List.of("GET", "HEAD")) {
            Answer answer =
                    shelf.call(method, "/api/files/" + id + "/content").send().hasStatus(200);
            assertThat(answer.header("Content-Type")).hasValue("image/png");
            assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.header("Content-Security-Policy")).hasValue("sandbox; default-src 'none'");
            assertThat(answer.header("Cache-Control")).hasValue("no-store");
            assertThat(answer.header("Content-Disposition").orElse("")).startsWith("attachment;");
        }
    }

    @Row("FI-03")
    @ParameterizedTest
    @CsvSource({
        "a.pdf, image/png",
        "a.pdf, application/pdf",
        "a.jpg, image/jpeg",
        "a.png, image/jpeg",
        "a.exe, image/png",
        "a.png.html, image/png",
        "a.png, text/html"
    })
    void refusesAPictureThatIsCalledSomethingElse(String name, String type) {
        refused(shelf.put(name, type, PNG));
        refused(shelf.form(name, type, PNG));
    }

    @Test
    @Row("FI-03")
    void refusesWhatIsOffTheList() {
        refused(shelf.put("a.bin", "application/octet-stream", new byte[] {0, 1, 2, 3, 4}));
        refused(shelf.put("a.exe", "application/octet-stream", "MZ\u0090\0\3\0\0\0\4"));
        refused(shelf.put("a.txt", "text/plain", new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0}));
        refused(shelf.put("a.docx", "application/octet-stream", zip("xl/workbook.xml", 10)));
        refused(shelf.put("a.docx", "application/octet-stream", zip("anything.txt", 10)));
    }

    @Test
    @Row("FI-03")
    void takesWhatAgreesWithItself() {
        accepted("a.png", "image/png", PNG, "image/png");
        accepted("A.PNG", "application/octet-stream", PNG, "image/png");
        accepted("noextension", "image/png", PNG, "image/png");
        accepted("a.pdf", "application/pdf", PDF, "application/pdf");
        accepted("a.csv", "text/csv", "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8), "text/csv");
        accepted("a.csv", "application/vnd.ms-excel", "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8), "text/csv");
        accepted("a.json", "application/json", "{\"a\": 1}".getBytes(StandardCharsets.UTF_8), "application/json");
        accepted("a.txt", "text/plain; charset=utf-8", "I <3 you".getBytes(StandardCharsets.UTF_8), "text/plain");
        accepted("empty.txt", "text/plain", new byte[0], "text/plain");
        accepted("a.zip", "application/zip", zip("anything.txt", 10), "application/zip");
        accepted(
                "a.docx",
                "application/octet-stream",
                zip("word/document.xml", 10),
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    }

    @Test
    @Row("FI-08")
    void neitherParsesNorFollowsWhatIsInAnUpload() throws IOException {
        try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            elsewhere.setSoTimeout(1_000);
            String address = "http://localhost:" + elsewhere.getLocalPort() + "/";
            String entity =
                    "<!DOCTYPE a [<!ENTITY % b SYSTEM '" + address + "'> %b; <!ENTITY c SYSTEM 'file:///etc/passwd'>"
                            + "]><a xmlns:xsi='x' xsi:schemaLocation='" + address + "'>&c;</a>";
            for (String start : List.of("", " \n", "\uFEFF", "text before ")) {
                shelf.put("a.txt", "text/plain", start + "<?xml version='1.0'?>" + entity);
                shelf.put("a.svg", "image/svg+xml", start + entity);
            }
            shelf.put("a.pdf", "application/pdf", "%PDF-1.7\n<xdp:xdp>" + entity);
            assertThat(isCalled(elsewhere)).as("somebody followed an address").isFalse();
        }
    }

    @Test
    @Row("FI-09")
    void keepsAnArchiveThatWouldSwellAsItIs() {
        byte[] swelling = zip("word/document.xml", ARCHIVE);
        assertThat(swelling.length).isLessThan(8 << 20);
        for (String name : List.of("bomb.zip", "bomb.docx")) {
            Answer answer =
                    shelf.put(name, "application/octet-stream", swelling).hasStatus(201);
            assertThat(answer.json().getInt("size")).isEqualTo(swelling.length);
        }
        assertThat(shelf.usedBytes()).isEqualTo(2L * swelling.length);
    }

    @Row("FI-01")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../../../tmp/gatehouse-escaped.txt",
                "..\\..\\gatehouse-escaped.txt",
                "/tmp/gatehouse-escaped.txt",
                "C:\\gatehouse-escaped.txt",
                "a\0/../gatehouse-escaped.txt",
                "\u202e/gatehouse-escaped.txt"
            })
    void makesNoPathOfAName(String name) throws IOException {
        Answer answer = shelf.put(name, "text/plain", "x").hasStatus(201);
        assertThat(answer.text("name")).isEqualTo("gatehouse-escaped.txt");
        assertThat(Path.of("/tmp/gatehouse-escaped.txt")).doesNotExist();
        try (Stream<Path> kept = Files.walk(SERVER.data())) {
            assertThat(kept.map(Path::toString).filter(path -> path.contains("gatehouse-escaped")))
                    .isEmpty();
        }
    }

    @Row("FI-01")
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "/", "a/", "\\", "\u202e", " ", "\t"})
    void refusesANameThatIsNone(String name) {
        shelf.put(name, "text/plain", "x").isProblem(400, "validation_failed").names("name");
        assertThat(shelf.fileCount()).isZero();
    }

    @Test
    @Row("FI-10")
    void writesNoNameThatLeavesItsHeader() {
        String sent = "a\"; filename=evil.exe; \r\nSet-Cookie: a=b\u202e\u0000;,ü%0d%0aé.txt";
        String id = shelf.put(sent, "text/plain", "x").hasStatus(201).text("id");

        Answer answer = shelf.content(id).hasStatus(200);

        String header = answer.header("Content-Disposition").orElse("");
        assertThat(header)
                .matches(
                        "attachment; filename=\"[ !#$&-.0-9=@-\\[\\]-~:_]*\"; filename\\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+");
        assertThat(header.replaceAll("filename\\*=.*", "")).doesNotContain("\"; filename=evil");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.text()).isEqualTo("x");
    }

    @Test
    @Row("FI-10")
    void keepsNamesOfAllTongues() {
        for (String name : List.of("Übersicht – März.txt", "日本語.txt", "نامه\u200cها.txt", "👩\u200d💻.txt")) {
            Answer answer = shelf.put(name, "text/plain", "x").hasStatus(201);
            assertThat(answer.text("name")).isEqualTo(name);
        }
        assertThat(shelf.form("Größe.txt", "text/plain", new byte[] {'x'})
                        .hasStatus(201)
                        .text("name"))
                .isEqualTo("Größe.txt");
        assertThat(shelf.put("a".repeat(251) + ".txt", "text/plain", "x").status())
                .isEqualTo(201);
        shelf.put("ä".repeat(126) + ".txt", "text/plain", "x")
                .isProblem(400, "validation_failed")
                .names("name");
    }

    private void accepted(String name, String type, byte[] content, String kept) {
        assertThat(shelf.put(name, type, content).hasStatus(201).text("contentType"))
                .isEqualTo(kept);
        assertThat(shelf.form(name, type, content).hasStatus(201).text("contentType"))
                .isEqualTo(kept);
    }

    private void refused(Answer answer) {
        answer.isProblem(415, "file_type_rejected");
        assertThat(shelf.fileCount()).isZero();
        assertThat(rows.number(
                        "SELECT reserved_bytes + reserved_files FROM storage.usage WHERE account_id = ?", owner()))
                .isZero();
        List<String> events = rows.eventsAbout(owner());
        assertThat(events.get(events.size() - 1)).isEqualTo("file.refused");
    }

    private UUID owner() {
        return shelf.owner().id();
    }

    private static boolean isCalled(ServerSocket socket) throws IOException {
        try {
            socket.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** An archive with one entry of so many zeros. */
    private static byte[] zip(String entry, long size) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(9);
            zip.putNextEntry(new ZipEntry(entry));
            byte[] block = new byte[1 << 20];
            for (long left = size; left > 0; left -= block.length) {
                zip.write(block, 0, (int) Math.min(block.length, left));
            }
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
