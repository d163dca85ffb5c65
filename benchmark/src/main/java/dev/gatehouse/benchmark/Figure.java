package dev.gatehouse.benchmark;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What one load came to. */
record Figure(String name, Histogram micros, double seconds) {

    double perSecond() {
        return micros.getTotalCount() / seconds;
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %-34s | %9.0f | %8.1f | %8.1f |",
                name,
                perSecond(),
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0);
    }
}
