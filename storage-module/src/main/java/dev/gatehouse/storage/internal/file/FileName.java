package dev.gatehouse.storage.internal.file;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/**
 * What a file may be called. The name is never part of a path of ours, but it will be one on the disks of those who
 * download it, and it is shown in lists.
 */
final class FileName {

    private static final int MAX_BYTES = 255;

    private FileName() {}

    /**
     * The name as it is kept: without the folders before it, and without characters that nobody sees, which turn the
     * order of others round (Trojan Source), or which some system takes for something else.
     *
     * @return nothing if nothing is left, or more than 255 bytes
     */
    static Optional<String> of(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        last.codePoints().filter(FileName::isVisible).forEach(kept::appendCodePoint);
        String name = Normalizer.normalize(kept, Normalizer.Form.NFC).strip();
        boolean nothing = name.isEmpty() || name.chars().allMatch(c -> c == '.');
        boolean tooLong = name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
        return nothing || tooLong ? Optional.empty() : Optional.of(name);
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SURROGATE, Character.UNASSIGNED -> false;
            // joins letters in Persian and Indic scripts, and emoji
            case Character.FORMAT -> point == 0x200C || point == 0x200D;
            default -> "<>:\"|?*".indexOf(point) < 0;
        };
    }
}
