package dev.gatehouse.pictureimport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of the folder, and whom it is named after. */
record PictureFile(Path path, String name) {

    /** What a picture may have, as the server judges it too. */
    static final long MOST_BYTES = 5L << 20;

    private static final Pattern EXTENSION = Pattern.compile("(?i)(.+)\\.(png|jpe?g|gif|webp)");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ADDRESS = Pattern.compile("([^@\\s]+)@([^@\\s]+)");

    /** All of the folder and those in it, by name; links are not followed, and what is hidden stays so. */
    static List<PictureFile> in(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> Stream.iterate(path, at -> !at.equals(folder), Path::getParent)
                            .noneMatch(PictureFile::isHidden))
                    .map(path -> new PictureFile(path, folder.relativize(path).toString()))
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ImportRefused("The folder cannot be read: " + e.getMessage());
        }
    }

    /** The id or the address, in the form in which the server keeps them; empty if the name is neither. */
    Optional<String> who() {
        Matcher extension = EXTENSION.matcher(path.getFileName().toString());
        String plain =
                extension.matches() ? extension.group(1) : path.getFileName().toString();
        String who = Normalizer.normalize(plain, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        Matcher address = ADDRESS.matcher(who);
        if (ID.matcher(who).matches()) {
            return Optional.of(who);
        }
        return address.matches() ? ascii(address.group(1), address.group(2)) : Optional.empty();
    }

    /** What the server is told: the extension, by which it judges, and no more. */
    String sentName() {
        Matcher extension = EXTENSION.matcher(path.getFileName().toString());
        return extension.matches() ? "picture." + extension.group(2).toLowerCase(Locale.ROOT) : "picture";
    }

    /** Empty if there is more than a picture may have. */
    Optional<byte[]> content() throws IOException {
        try (var file = Files.newInputStream(path)) {
            return Optional.of(file.readNBytes((int) MOST_BYTES + 1)).filter(bytes -> bytes.length <= MOST_BYTES);
        }
    }

    /** For people: a name may hold what a terminal would obey. */
    String shown() {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static Optional<String> ascii(String local, String domain) {
        try {
            return Optional.of(
                    local + "@" + IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
