package dev.gatehouse.web.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Reads the resource bundle of the pages and the API. */
public final class Messages {

    /** The bundle's base name. */
    public static final String BUNDLE = "dev.gatehouse.web.text.messages";

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Messages() {}

    public static String text(Locale locale, String key, Object... arguments) {
        String pattern = ResourceBundle.getBundle(BUNDLE, locale, Messages.class.getClassLoader(), NO_FALLBACK)
                .getString(key);
        return new MessageFormat(pattern, locale).format(arguments);
    }
}
