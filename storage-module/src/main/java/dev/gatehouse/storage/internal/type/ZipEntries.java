package dev.gatehouse.storage.internal.type;

import dev.gatehouse.storage.FileType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The names of the first entries of a ZIP, read from the local headers in its beginning. Nothing is unpacked, so that
 * nothing can swell (APPNOTE.TXT section 4.3.7).
 */
final class ZipEntries {

    private static final int HEADER = 30;
    private static final int NAME_LENGTH = 26;
    private static final int EXTRA_LENGTH = 28;
    private static final String OPEN_DOCUMENT = "mimetype";
    private static final Map<FileType, String> FOLDERS =
            Map.of(FileType.DOCX, "word/", FileType.XLSX, "xl/", FileType.PPTX, "ppt/");

    private final List<String> names = new ArrayList<>();
    private final String firstContent;

    ZipEntries(byte[] head) {
        String first = "";
        for (int at = 0; at + HEADER <= head.length; at++) {
            if (head[at] == 'P' && head[at + 1] == 'K' && head[at + 2] == 3 && head[at + 3] == 4) {
                int from = at + HEADER;
                int length = Math.min(shortAt(head, at + NAME_LENGTH), head.length - from);
                names.add(new String(head, from, length, StandardCharsets.ISO_8859_1));
                int content = from + length + shortAt(head, at + EXTRA_LENGTH);
                if (names.size() == 1 && content < head.length) {
                    first = new String(
                            head, content, Math.min(128, head.length - content), StandardCharsets.ISO_8859_1);
                }
            }
        }
        this.firstContent = first;
    }

    /** Whether what shows of the entries goes with a document of this type; a plain ZIP may hold anything. */
    boolean fit(FileType type) {
        if (type == FileType.ZIP) {
            return true;
        }
        if (FOLDERS.containsKey(type)) {
            return isOffice(type);
        }
        // OpenDocument 1.3 part 2 section 3.3: the first entry, stored, is the media type.
        return !names.isEmpty()
                && names.get(0).equals(OPEN_DOCUMENT)
                && firstContent.startsWith(type.mediaType())
                && !firstContent.startsWith(type.mediaType() + "-");
    }

    /** Of Office Open XML, without macros, and with no other program's folder in sight. */
    private boolean isOffice(FileType type) {
        boolean office = names.stream()
                .anyMatch(name -> name.equals("[Content_Types].xml")
                        || name.startsWith("_rels/")
                        || name.startsWith(FOLDERS.get(type)));
        boolean other = FOLDERS.entrySet().stream()
                .filter(entry -> entry.getKey() != type)
                .anyMatch(entry -> names.stream().anyMatch(name -> name.startsWith(entry.getValue())));
        boolean macros = names.stream().anyMatch(name -> name.endsWith("vbaProject.bin"));
        return office && !other && !macros;
    }

    private static int shortAt(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }
}
