package dev.gatehouse.web.text;

import dev.gatehouse.auth.SupportedLanguages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Which of the {@link SupportedLanguages} a browser gets. */
public final class Languages {

    public static final List<Locale> SUPPORTED = SupportedLanguages.ALL;

    private Languages() {}

    /** The best of ours for what the browser accepts ({@code Accept-Language}); the first if none fits. */
    public static Locale of(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return SupportedLanguages.nearestTo(Locale.ROOT);
        }
        return Collections.list(request.getLocales()).stream()
                .map(wanted -> Locale.forLanguageTag(wanted.getLanguage()))
                .filter(SUPPORTED::contains)
                .findFirst()
                .orElseGet(() -> SupportedLanguages.nearestTo(Locale.ROOT));
    }
}
