package dev.gatehouse.web.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads single values and collects what is wrong with them, so that all faults can be told at once. */
final class ConfigurationValues {

    private final Function<String, Optional<String>> source;
    private final List<String> faults = new ArrayList<>();

    ConfigurationValues(Function<String, Optional<String>> source) {
        this.source = source;
    }

    Optional<String> text(ConfigurationKey key) {
        return source.apply(key.name())
                .or(() -> key.aliases().stream()
                        .flatMap(alias -> source.apply(alias).stream())
                        .findFirst())
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** The value as something else; a value that cannot be read is a fault and counts as absent. */
    <T> Optional<T> parsed(ConfigurationKey key, Function<String, T> parser) {
        try {
            return text(key).map(parser);
        } catch (IllegalArgumentException e) {
            fault(key, e.getMessage());
            return Optional.empty();
        }
    }

    int number(ConfigurationKey key, int preset, int least, int most) {
        return (int) longNumber(key, preset, least, most, value -> Long.parseLong(value));
    }

    /** A number of bytes, such as {@code 100MiB}, {@code 1GiB} or {@code 5000}. */
    long bytes(ConfigurationKey key, long preset) {
        return longNumber(key, preset, 1, Long.MAX_VALUE, ConfigurationValues::parseBytes);
    }

    /** A number of days, such as {@code 30d}. */
    Duration days(ConfigurationKey key, int preset) {
        return parsed(key, ConfigurationValues::parseDays).orElse(Duration.ofDays(preset));
    }

    String choice(ConfigurationKey key, String preset, String... others) {
        List<String> choices = new ArrayList<>(List.of(preset));
        choices.addAll(Arrays.asList(others));
        String value = text(key).orElse(preset);
        if (!choices.contains(value)) {
            fault(key, "must be one of " + choices);
            return preset;
        }
        return value;
    }

    boolean flag(ConfigurationKey key, boolean preset) {
        return choice(key, String.valueOf(preset), String.valueOf(!preset)).equals("true");
    }

    List<String> list(ConfigurationKey key) {
        return text(key).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    void fault(ConfigurationKey key, String what) {
        faults.add(key + " " + what);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    private long longNumber(ConfigurationKey key, long preset, long least, long most, Function<String, Long> parser) {
        Optional<String> text = text(key);
        try {
            long value = text.map(parser).orElse(preset);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        fault(key, "must be a number from " + least + " to " + most);
        return preset;
    }

    private static Duration parseDays(String value) {
        if (!value.matches("[1-9]\\d{0,4}d")) {
            throw new IllegalArgumentException("must look like 30d");
        }
        return Duration.ofDays(Long.parseLong(value.substring(0, value.length() - 1)));
    }

    private static long parseBytes(String value) {
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        for (int i = 0; i < units.length; i++) {
            if (value.endsWith(units[i])) {
                long count = Long.parseLong(
                        value.substring(0, value.length() - units[i].length()).strip());
                return Math.multiplyExact(count, 1L << (10 * (i + 1)));
            }
        }
        return Long.parseLong(value);
    }
}
