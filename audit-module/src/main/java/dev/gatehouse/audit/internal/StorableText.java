package dev.gatehouse.audit.internal;

/**
 * Makes text from outside fit to be stored. PostgreSQL refuses NUL and has no form for a surrogate that stands
 * alone; a refusal there would cost the entry, and with it the change that it tells of. Other control characters
 * would disturb whoever reads the trail in a terminal. All of them become U+FFFD, so that a reader sees that there
 * was something.
 */
final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The text without what cannot be stored, cut to the given number of characters (UTF-16 units). */
    static String of(String text, int limit) {
        StringBuilder storable = new StringBuilder(Math.min(text.length(), limit));
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            int kept = isStorable(character) ? character : REPLACEMENT;
            if (storable.length() + Character.charCount(kept) > limit) {
                break;
            }
            storable.appendCodePoint(kept);
        }
        return storable.toString();
    }

    private static boolean isStorable(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }
}
