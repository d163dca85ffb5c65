package dev.gatehouse.storage.internal.type;

import dev.gatehouse.storage.FileType;
import dev.gatehouse.storage.FileType.Family;
import dev.gatehouse.storage.StorageSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides whether content is what it is said to be, and something that may be kept. The content has the last word. */
@ApplicationScoped
public class TypeJudge {

    /** How much of the content is needed to judge it; less, where there is no more. */
    public static final int HEAD = Sniffer.HEAD;

    /** Letters are needed: what follows the dot of {@code Report 1.2} is no extension. */
    private static final Pattern EXTENSION = Pattern.compile("\\.(?=[0-9]*[A-Za-z])([A-Za-z0-9]{1,10})$");

    /** What clients say that do not know. */
    private static final Set<String> UNKNOWING =
            Set.of("application/octet-stream", "binary/octet-stream", "application/x-download");

    /** What browsers and systems call these types besides their names. */
    private static final Map<String, Set<FileType>> ALIASES = Map.ofEntries(
            Map.entry("image/jpg", Set.of(FileType.JPEG)),
            Map.entry("image/pjpeg", Set.of(FileType.JPEG)),
            Map.entry("image/heif", Set.of(FileType.HEIC)),
            Map.entry("image/x-ms-bmp", Set.of(FileType.BMP)),
            Map.entry("application/x-pdf", Set.of(FileType.PDF)),
            Map.entry("application/x-zip-compressed", Set.of(FileType.ZIP)),
            Map.entry("application/x-zip", Set.of(FileType.ZIP)),
            Map.entry("application/x-gzip", Set.of(FileType.GZ)),
            // Windows with a spreadsheet program installed
            Map.entry("application/vnd.ms-excel", Set.of(FileType.CSV)),
            Map.entry("text/x-markdown", Set.of(FileType.MD)),
            Map.entry("text/json", Set.of(FileType.JSON)),
            Map.entry("text/plain", Set.of(FileType.CSV, FileType.TSV, FileType.MD, FileType.JSON)),
            Map.entry("audio/mp3", Set.of(FileType.MP3)),
            Map.entry("audio/x-m4a", Set.of(FileType.M4A)),
            Map.entry("audio/x-wav", Set.of(FileType.WAV)),
            Map.entry("audio/wave", Set.of(FileType.WAV)),
            Map.entry("audio/x-flac", Set.of(FileType.FLAC)),
            Map.entry("audio/opus", Set.of(FileType.OGG)),
            Map.entry("application/ogg", Set.of(FileType.OGG)),
            Map.entry("video/x-m4v", Set.of(FileType.MP4)));

    private final Sniffer sniffer = new Sniffer();
    private final Set<FileType> allowed;

    @Inject
    public TypeJudge(StorageSettings settings) {
        this.allowed = settings.types();
    }

    /**
     * Judges by the types that files may have.
     *
     * @param head the content's first {@link #HEAD} bytes, or all
     */
    public Verdict judge(String name, Optional<String> declaredType, byte[] head) {
        return judge(name, declaredType, head, allowed);
    }

    /** Judges by other types than those, such as pictures'. */
    public Verdict judge(String name, Optional<String> declaredType, byte[] head, Set<FileType> wanted) {
        String sniffed = sniffer.sniff(head);
        List<FileType> possible = Arrays.stream(FileType.values())
                .filter(wanted::contains)
                .filter(type -> goesWith(type, sniffed))
                .toList();
        if (possible.isEmpty()) {
            return new Verdict.Rejected("content_not_allowed", sniffed);
        }
        Optional<FileType> named = byName(name, possible, sniffed, head);
        if (named.isEmpty()) {
            return new Verdict.Rejected("extension_mismatch", sniffed);
        }
        return declaredType.isEmpty() || agrees(declaredType.get(), named.get())
                ? new Verdict.Accepted(named.get())
                : new Verdict.Rejected("declared_type_mismatch", sniffed);
    }

    private static boolean goesWith(FileType type, String sniffed) {
        return switch (type.family()) {
            case MAGIC -> type.isSniffedAs(sniffed);
            case TEXT -> sniffed.equals(FileType.TXT.mediaType());
            case ZIP -> isZip(sniffed);
        };
    }

    private static boolean isZip(String sniffed) {
        return sniffed.equals(FileType.ZIP.mediaType())
                || sniffed.equals("application/x-tika-ooxml")
                || sniffed.startsWith("application/vnd.openxmlformats-officedocument.")
                || sniffed.startsWith("application/vnd.oasis.opendocument.");
    }

    private static Optional<FileType> byName(String name, List<FileType> possible, String sniffed, byte[] head) {
        Matcher extension = EXTENSION.matcher(name);
        ZipEntries entries = isZip(sniffed) ? new ZipEntries(head) : null;
        return possible.stream()
                .filter(type -> type.family() != Family.ZIP || entries.fit(type))
                .filter(type -> extension.reset().find()
                        ? type.hasExtension(extension.group(1).toLowerCase(Locale.ROOT))
                        : type.family() == Family.MAGIC || type == FileType.TXT || type == FileType.ZIP)
                .findFirst();
    }

    private static boolean agrees(String declared, FileType type) {
        String plain = declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return plain.isEmpty()
                || UNKNOWING.contains(plain)
                || plain.equals(type.mediaType())
                || ALIASES.getOrDefault(plain, Set.of()).contains(type);
    }
}
