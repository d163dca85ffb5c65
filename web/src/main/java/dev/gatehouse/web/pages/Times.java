package dev.gatehouse.web.pages;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;

/** Points in time in the visitor's language. The server does not know the visitor's zone: a script refines them. */
@Named
@RequestScoped
public class Times {

    private final PageText text;

    @Inject
    Times(PageText text) {
        this.text = text;
    }

    public String of(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(text.getLocale())
                        .withZone(ZoneOffset.UTC)
                        .format(time)
                + " UTC";
    }

    public String day(Instant time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(text.getLocale())
                .withZone(ZoneOffset.UTC)
                .format(time);
    }

    /** For machines (RFC 3339). */
    public String machine(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
