package dev.gatehouse.auth.internal.account;

import java.util.List;
import java.util.Locale;

/** The languages that Gatehouse speaks. */
public final class Languages {

    private static final List<String> SPOKEN = List.of("en", "de");

    private Languages() {}

    public static boolean spoken(String tag) {
        return SPOKEN.contains(tag);
    }

    /** The tag of the spoken language nearest to the one wished for. */
    public static String nearestTo(Locale wished) {
        return SPOKEN.contains(wished.getLanguage()) ? wished.getLanguage() : SPOKEN.get(0);
    }
}
