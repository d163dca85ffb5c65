package dev.gatehouse.storage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a file can be. The list is closed: everything here can be told by its content, and nothing here is run or
 * rendered as a page by anything that opens it. {@code STORAGE_TYPES} chooses from it by the first extension.
 */
public enum FileType {
    PDF("application/pdf", Set.of("pdf"), Set.of("application/pdf")),
    PNG("image/png", Set.of("png"), Set.of("image/png")),
    JPEG("image/jpeg", Set.of("jpeg", "jpg", "jpe"), Set.of("image/jpeg")),
    GIF("image/gif", Set.of("gif"), Set.of("image/gif")),
    WEBP("image/webp", Set.of("webp"), Set.of("image/webp")),
    AVIF("image/avif", Set.of("avif"), Set.of("image/avif")),
    HEIC("image/heic", Set.of("heic", "heif"), Set.of("image/heic", "image/heif")),
    TIFF("image/tiff", Set.of("tiff", "tif"), Set.of("image/tiff")),
    BMP("image/bmp", Set.of("bmp"), Set.of("image/bmp")),
    TXT("text/plain", Set.of("txt", "text", "log"), Family.TEXT),
    CSV("text/csv", Set.of("csv"), Family.TEXT),
    TSV("text/tab-separated-values", Set.of("tsv"), Family.TEXT),
    MD("text/markdown", Set.of("md", "markdown"), Family.TEXT),
    JSON("application/json", Set.of("json"), Family.TEXT),
    ZIP("application/zip", Set.of("zip"), Family.ZIP),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Set.of("docx"), Family.ZIP),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Set.of("xlsx"), Family.ZIP),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", Set.of("pptx"), Family.ZIP),
    ODT("application/vnd.oasis.opendocument.text", Set.of("odt"), Family.ZIP),
    ODS("application/vnd.oasis.opendocument.spreadsheet", Set.of("ods"), Family.ZIP),
    ODP("application/vnd.oasis.opendocument.presentation", Set.of("odp"), Family.ZIP),
    GZ("application/gzip", Set.of("gz", "tgz"), Set.of("application/gzip")),
    MP4("video/mp4", Set.of("mp4", "m4v"), Set.of("video/mp4", "application/mp4", "video/x-m4v")),
    MOV("video/quicktime", Set.of("mov"), Set.of("video/quicktime")),
    WEBM("video/webm", Set.of("webm"), Set.of("video/webm", "application/x-matroska", "video/x-matroska")),
    MP3("audio/mpeg", Set.of("mp3"), Set.of("audio/mpeg")),
    M4A("audio/mp4", Set.of("m4a"), Set.of("audio/mp4", "application/mp4")),
    OGG(
            "audio/ogg",
            Set.of("ogg", "oga", "opus"),
            Set.of("audio/ogg", "application/ogg", "audio/vorbis", "audio/opus")),
    WAV("audio/wav", Set.of("wav"), Set.of("audio/vnd.wave", "audio/wav")),
    FLAC("audio/flac", Set.of("flac"), Set.of("audio/x-flac", "audio/flac"));

    /** How a type is told from others: by its magic bytes, as text by its extension, or as a ZIP by its entries. */
    public enum Family {
        MAGIC,
        TEXT,
        ZIP
    }

    private final String mediaType;
    private final Set<String> extensions;
    private final Set<String> sniffedAs;
    private final Family family;

    FileType(String mediaType, Set<String> extensions, Set<String> sniffedAs) {
        this.mediaType = mediaType;
        this.extensions = extensions;
        this.sniffedAs = sniffedAs;
        this.family = Family.MAGIC;
    }

    FileType(String mediaType, Set<String> extensions, Family family) {
        this.mediaType = mediaType;
        this.extensions = extensions;
        this.sniffedAs = Set.of();
        this.family = family;
    }

    /** The type by a name such as {@code pdf} or {@code jpg}, or by its media type. */
    public static Optional<FileType> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.extensions.contains(wanted) || type.mediaType.equals(wanted))
                .findFirst();
    }

    /** As it is stored and sent. */
    public String mediaType() {
        return mediaType;
    }

    public Family family() {
        return family;
    }

    /** Whether a file of this type may be called {@code *.extension}; in lower case. */
    public boolean hasExtension(String extension) {
        return extensions.contains(extension);
    }

    /** Whether content that a detector calls by this media type may be of this type. */
    public boolean isSniffedAs(String detected) {
        return sniffedAs.contains(detected);
    }
}
