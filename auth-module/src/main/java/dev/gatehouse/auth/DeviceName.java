package dev.gatehouse.auth;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A browser or program as people call it, told from its {@code User-Agent}; a guess that decides nothing. Browsers have
 * frozen what they tell (User-Agent reduction), so a dozen names are all there is to read; a library of a thousand
 * patterns would find no more, and would run them over text that strangers send.
 */
public record DeviceName(Optional<String> program, Optional<String> system) {

    private static final int MAX_NAME = 40;

    /** Of several that match the first counts: most browsers also claim to be Chrome or Safari. */
    private static final List<Entry<String, String>> PROGRAMS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("SamsungBrowser/", "Samsung Internet"),
            Map.entry("Vivaldi/", "Vivaldi"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Safari/", "Safari"),
            Map.entry("curl/", "curl"),
            Map.entry("okhttp/", "Android app"),
            Map.entry("Java/", "Java"),
            Map.entry("Java-http-client/", "Java"),
            Map.entry("python", "Python"));

    private static final List<Entry<String, String>> SYSTEMS = List.of(
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Android", "Android"),
            Map.entry("Windows", "Windows"),
            Map.entry("Mac OS X", "macOS"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Linux", "Linux"));

    public static DeviceName of(Optional<String> userAgent) {
        Optional<String> product =
                userAgent.map(agent -> agent.split("[/ ;(]", 2)[0]).filter(DeviceName::isName);
        return new DeviceName(
                userAgent.flatMap(agent -> first(PROGRAMS, agent)).or(() -> product),
                userAgent.flatMap(agent -> first(SYSTEMS, agent)));
    }

    /** In no language: {@code Firefox, Windows}; empty where nothing is known. */
    public String plain() {
        return Stream.of(program, system).flatMap(Optional::stream).collect(Collectors.joining(", "));
    }

    private static Optional<String> first(List<Entry<String, String>> names, String agent) {
        return names.stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Entry::getValue)
                .findFirst();
    }

    /** A word that is safe to store and to show. */
    private static boolean isName(String product) {
        return !product.isBlank()
                && product.length() <= MAX_NAME
                && !product.equals("Mozilla")
                && product.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
