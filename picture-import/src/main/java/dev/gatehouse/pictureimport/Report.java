package dev.gatehouse.pictureimport;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What became of each file, told as it happens, and counted. */
final class Report {

    /** How it can end for a file. */
    enum End {
        IMPORTED(false),
        /** The account has this very picture. */
        UNCHANGED(false),
        /** The account has another picture, and that was not to be replaced. */
        LEFT_ALONE(false),
        NO_SUCH_ACCOUNT(true),
        REFUSED(true);

        private final boolean failure;

        End(boolean failure) {
            this.failure = failure;
        }

        private String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final PrintStream out;
    private final Map<End, Integer> counts = new EnumMap<>(End.class);

    Report(PrintStream out) {
        this.out = out;
    }

    void tell(PictureFile file, End end, String why) {
        counts.merge(end, 1, Integer::sum);
        out.printf("%-16s %s%s%n", end.words(), file.shown(), why.isEmpty() ? "" : ": " + why);
    }

    /** @return whether there was nothing that failed */
    boolean total() {
        out.println();
        for (End end : End.values()) {
            out.printf("%6d %s%n", counts.getOrDefault(end, 0), end.words());
        }
        return counts.keySet().stream().noneMatch(end -> end.failure);
    }
}
