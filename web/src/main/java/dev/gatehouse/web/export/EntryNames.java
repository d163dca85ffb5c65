package dev.gatehouse.web.export;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names that a zip's entries can have wherever it is unpacked: no folders, nothing that Windows keeps for itself, at most
 * 255 bytes, and no two that a system which sees no capitals would take for one.
 */
final class EntryNames {

    private static final int MOST_BYTES = 255;
    /** In bytes; what is longer is none. */
    private static final int LONGEST_EXTENSION = 32;

    private static final Pattern RESERVED =
            Pattern.compile("(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\\$|conout\\$)(?:\\..*)?");

    private final Set<String> taken = new HashSet<>();
    /** How often a name was wished for, so that ten thousand of one name are not each tried anew. */
    private final Map<String, Integer> wishes = new HashMap<>();

    /** The name of a file. */
    String unique(String wished) {
        String name = safe(wished);
        int dot = name.lastIndexOf('.');
        boolean extended = dot > 0 && bytes(name.substring(dot)) <= LONGEST_EXTENSION;
        return unique(extended ? name.substring(0, dot) : name, extended ? name.substring(dot) : "");
    }

    /** The name of what stands for a file that is not there. */
    String missing(String wished) {
        return unique(safe(wished), ".missing.txt");
    }

    private String unique(String stem, String extension) {
        String candidate = fitting(stem, extension);
        while (!taken.add(key(candidate))) {
            int number = wishes.merge(key(stem + extension), 1, Integer::sum) + 1;
            candidate = fitting(stem, " (" + number + ")" + extension);
        }
        return candidate;
    }

    private static String safe(String wished) {
        String name = Normalizer.normalize(wished, Normalizer.Form.NFC)
                .replaceAll("[/\\\\<>:\"|?*\\p{Cntrl}]", "_")
                .replaceAll("^\\.+$|[. ]$", "_");
        return name.isEmpty() || RESERVED.matcher(name).matches() ? "_" + name : name;
    }

    /** The stem is cut where both together are too long, between two characters. */
    private static String fitting(String stem, String end) {
        String kept = stem;
        while (bytes(kept) + bytes(end) > MOST_BYTES) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept + end;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
