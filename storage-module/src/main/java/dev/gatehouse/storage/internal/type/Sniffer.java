package dev.gatehouse.storage.internal.type;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells content by its first bytes alone, with Tika's table of magic bytes. Nothing is parsed: what begins like markup
 * is markup and never reaches Tika, which would look for an XML root element (CVE-2025-66516 was of that kind).
 */
final class Sniffer {

    /** How much is looked at. */
    static final int HEAD = 64 * 1024;

    private static final String MARKUP = "application/xml";
    private static final String SCRIPT = "application/x-sh";
    private static final Set<String> ACTIVE = Set.of(
            "text/html",
            "text/javascript",
            "application/javascript",
            "application/x-sh",
            "application/x-bat",
            "application/x-httpd-php",
            "text/x-php",
            "text/x-jsp",
            "text/x-vbscript",
            "text/x-asp");

    private final MimeTypes table = MimeTypes.getDefaultMimeTypes();

    /** The media type, as Tika names it; {@code text/plain} for any text that nothing runs. */
    String sniff(byte[] head) {
        if (head.length == 0) {
            return MediaType.TEXT_PLAIN.toString();
        }
        if (beginsLikeMarkup(head)) {
            return MARKUP;
        }
        if (head.length > 1 && head[0] == '#' && head[1] == '!') {
            return SCRIPT;
        }
        MediaType detected = detect(head);
        String name = detected.getBaseType().toString();
        boolean text = table.getMediaTypeRegistry().isInstanceOf(detected, MediaType.TEXT_PLAIN);
        return text && !ACTIVE.contains(name) && !name.endsWith("xml") ? MediaType.TEXT_PLAIN.toString() : name;
    }

    private MediaType detect(byte[] head) {
        try {
            return table.detect(new ByteArrayInputStream(head), new Metadata());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A {@code <} and a letter, {@code !}, {@code ?} or {@code /}, behind nothing but white space; in UTF-16 as well. */
    private static boolean beginsLikeMarkup(byte[] head) {
        int at = 0;
        while (at < head.length && isSkipped(head[at])) {
            at++;
        }
        if (at == head.length || head[at] != '<') {
            return false;
        }
        int next = at + 1;
        while (next < head.length && head[next] == 0) {
            next++;
        }
        return next < head.length && (Character.isLetter(head[next]) || "!?/%".indexOf(head[next]) >= 0);
    }

    /** White space, the bytes of the marks that tell the encoding, and the zero that UTF-16 puts beside ASCII. */
    private static boolean isSkipped(byte value) {
        int unsigned = value & 0xFF;
        return unsigned == 0
                || Character.isWhitespace(unsigned)
                || unsigned == 0xEF
                || unsigned == 0xBB
                || unsigned == 0xBF
                || unsigned >= 0xFE;
    }
}
