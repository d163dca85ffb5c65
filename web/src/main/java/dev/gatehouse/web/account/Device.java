package dev.gatehouse.web.account;

import dev.gatehouse.web.pages.PageText;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/** A browser or program as people call it, told from its {@code User-Agent}; a guess that decides nothing. */
record Device(Optional<String> program, Optional<String> system) {

    private static final int MAX_NAME = 40;

    /** Of several that match the first counts: most browsers also claim to be Chrome or Safari. */
    private static final List<Entry<String, String>> PROGRAMS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
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

    static Device of(Optional<String> userAgent) {
        Optional<String> product =
                userAgent.map(agent -> agent.split("[/ ;(]", 2)[0]).filter(Device::isName);
        return new Device(
                userAgent.flatMap(agent -> first(PROGRAMS, agent)).or(() -> product),
                userAgent.flatMap(agent -> first(SYSTEMS, agent)));
    }

    String inWords(PageText text) {
        if (program.isPresent() && system.isPresent()) {
            return text.of("device.program_on", program.get(), system.get());
        }
        return program.or(() -> system).orElseGet(() -> text.of("device.unknown"));
    }

    private static Optional<String> first(List<Entry<String, String>> names, String agent) {
        return names.stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Entry::getValue)
                .findFirst();
    }

    private static boolean isName(String product) {
        return !product.isBlank() && product.length() <= MAX_NAME && !product.equals("Mozilla");
    }
}
