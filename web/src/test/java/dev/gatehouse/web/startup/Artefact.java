package dev.gatehouse.web.startup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** All that we deliver: the WAR, what is in the jars that we put into it, and the files of the repository. */
final class Artefact {

    private Artefact() {}

    static List<String> files(Path war, Path repository) throws IOException {
        List<String> names = new ArrayList<>();
        read(war, repository, (name, content) -> names.add(name));
        return names;
    }

    static void read(Path war, Path repository, BiConsumer<String, String> reader) throws IOException {
        unpack(war.getFileName().toString(), Files.readAllBytes(war), reader);
        try (Stream<Path> paths = Files.walk(repository)) {
            List<Path> sources = paths.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().matches(".*/(target|\\.git|data|node_modules)/.*|.*/\\.git"))
                    .toList();
            for (Path source : sources) {
                reader.accept(source.toString(), text(Files.readAllBytes(source)));
            }
        }
    }

    /** Libraries of others are theirs: they hold no key that we made. */
    private static void unpack(String archive, byte[] bytes, BiConsumer<String, String> reader) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                zip.transferTo(content);
                String name = archive + "!" + entry.getName();
                if (entry.getName().matches("WEB-INF/lib/(audit|auth|session|storage)-module.*\\.jar")) {
                    unpack(name, content.toByteArray(), reader);
                } else if (!entry.isDirectory() && !entry.getName().endsWith(".jar")) {
                    reader.accept(name, text(content.toByteArray()));
                }
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
