package dev.gatehouse.web.startup;

import java.util.Arrays;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps an event on its line: line breaks, escape sequences and turned directions that came with a request, or in the
 * message of an exception, are written as what they are and cannot pass for another event (OWASP ASVS 5.0, 16.4.1).
 */
final class OneLineFormatter extends Formatter {

    private static final int MAX_DEPTH = 20;

    /** The container's account of its own start, of several lines and with nothing of a request in it. */
    private static final String CONTAINER = "PayaraMicro";

    private final Formatter layout;

    private OneLineFormatter(Formatter layout) {
        this.layout = layout;
    }

    /** From here on, whatever the configured handlers write. */
    static void install() {
        Arrays.stream(Logger.getLogger("").getHandlers())
                .filter(handler -> handler.getFormatter() != null)
                .filter(handler ->
                        !handler.getFormatter().getClass().getName().equals(OneLineFormatter.class.getName()))
                .forEach(handler -> handler.setFormatter(new OneLineFormatter(handler.getFormatter())));
    }

    @Override
    public String format(LogRecord record) {
        if (CONTAINER.equals(record.getLoggerName())) {
            return layout.format(record);
        }
        LogRecord plain = new LogRecord(record.getLevel(), escaped(formatMessage(record)));
        plain.setLoggerName(record.getLoggerName());
        plain.setInstant(record.getInstant());
        plain.setSequenceNumber(record.getSequenceNumber());
        plain.setLongThreadID(record.getLongThreadID());
        plain.setSourceClassName(record.getSourceClassName());
        plain.setSourceMethodName(record.getSourceMethodName());
        plain.setThrown(record.getThrown() == null ? null : new Retold(record.getThrown(), MAX_DEPTH));
        return layout.format(plain);
    }

    @Override
    public String getHead(Handler handler) {
        return layout.getHead(handler);
    }

    @Override
    public String getTail(Handler handler) {
        return layout.getTail(handler);
    }

    static String escaped(String text) {
        if (text == null || text.chars().noneMatch(OneLineFormatter::disturbs)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (c == '\n') {
                plain.append("\\n");
            } else if (disturbs(c)) {
                plain.append(String.format("\\u%04x", c));
            } else {
                plain.append((char) c);
            }
        });
        return plain.toString();
    }

    private static boolean disturbs(int c) {
        return Character.isISOControl(c) && c != '\t'
                || c == 0x2028
                || c == 0x2029
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069;
    }

    /** An exception with its words made plain; its frames, causes and companions as they were. */
    private static final class Retold extends Throwable {

        private static final long serialVersionUID = 1L;

        private final String words;

        Retold(Throwable original, int depth) {
            super(null, cause(original, depth), true, true);
            this.words = escaped(original.toString());
            setStackTrace(original.getStackTrace());
            if (depth > 0) {
                Arrays.stream(original.getSuppressed()).forEach(other -> addSuppressed(new Retold(other, depth - 1)));
            }
        }

        private static Throwable cause(Throwable original, int depth) {
            return original.getCause() == null || depth == 0 ? null : new Retold(original.getCause(), depth - 1);
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
