package dev.gatehouse.web.text;

import java.text.NumberFormat;
import java.util.Locale;

/** Sizes as people read them, and as settings give them: 100 MB are 100 times 1024 times 1024 bytes. */
public final class ShownBytes {

    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};
    private static final int STEP = 1024;
    private static final int NO_FRACTION_FROM = 100;

    private ShownBytes() {}

    public static String of(long bytes, Locale locale) {
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(unit == 0 || value >= NO_FRACTION_FROM ? 0 : 1);
        return format.format(value) + "\u00A0" + UNITS[unit];
    }
}
