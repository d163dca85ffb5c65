package dev.gatehouse.web.startup;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds environment variables that are nearly, but not quite, ours: a typing error would else be silence. */
final class MistypedNames {

    private static final int LONG_NAME = 8;
    private static final Set<String> KNOWN = Arrays.stream(ConfigurationKey.values())
            .flatMap(key -> Stream.concat(Stream.of(key.name()), key.aliases().stream()))
            .collect(Collectors.toUnmodifiableSet());

    private MistypedNames() {}

    /** One warning for each such name; the values stay unread. */
    static List<String> in(Set<String> names) {
        return names.stream()
                .filter(name -> !KNOWN.contains(name))
                .flatMap(name -> KNOWN.stream()
                        .filter(known -> nearlyEqual(name, known))
                        .map(known -> "The environment variable " + name + " is not read; is " + known + " meant?"))
                .sorted()
                .toList();
    }

    private static boolean nearlyEqual(String name, String known) {
        int tolerated = known.length() >= LONG_NAME ? 2 : 1;
        int distance = new LevenshteinDistance(tolerated).apply(name.toUpperCase(java.util.Locale.ROOT), known);
        return known.length() > 4 && distance >= 0;
    }
}
