package dev.gatehouse.auth;

import java.util.List;
import java.util.Locale;

/** The languages that Gatehouse speaks, in mails and on pages; the first where somebody speaks none of them. */
public final class SupportedLanguages {

    public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.GERMAN);

    private SupportedLanguages() {}

    /** The one for a wish such as {@code de-AT}, whatever its region; the first if there is none. */
    public static Locale nearestTo(Locale wish) {
        Locale language = Locale.forLanguageTag(wish.getLanguage());
        return ALL.contains(language) ? language : ALL.get(0);
    }
}
