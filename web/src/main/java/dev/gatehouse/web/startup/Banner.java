package dev.gatehouse.web.startup;

import java.util.logging.Logger;

/** Tells who started the server where to go on. */
final class Banner {

    private static final Logger LOG = Logger.getLogger(Banner.class.getName());

    private Banner() {}

    static void print(Settings settings, Database database) {
        StringBuilder text = new StringBuilder("\n\n  Gatehouse is starting: open ")
                .append(settings.publicUrl())
                .append("\n\n");
        if (!settings.production()) {
            line(text, "pages", settings.publicUrl() + "/");
            line(text, "captured mail", settings.publicUrl() + "/dev/mail");
            line(text, "API", settings.publicUrl() + "/docs");
            line(text, "health", settings.publicUrl() + "/health/ready");
        }
        line(
                text,
                "database",
                database.isEmbedded() ? "embedded, below " + settings.dataFolder() : "" + database.owner());
        LOG.info(text.toString());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("  %-14s %s%n", name, value));
    }
}
