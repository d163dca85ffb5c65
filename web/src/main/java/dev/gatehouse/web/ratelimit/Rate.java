package dev.gatehouse.web.ratelimit;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** So many in a period; in configuration {@code 5/1m}, with {@code s}, {@code m}, {@code h} or {@code d}. */
public record Rate(int count, Duration period) {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,6})/([1-9]\\d{0,3})([smhd])");

    /**
     * @return empty for {@code off}
     * @throws IllegalArgumentException if the text is neither that nor {@code count/period}
     */
    public static Optional<Rate> parse(String text) {
        if (text.equals("off")) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must look like 5/1m (a count and s, m, h or d), or be off");
        }
        long number = Long.parseLong(parts.group(2));
        Duration period =
                switch (parts.group(3)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                };
        return Optional.of(new Rate(Integer.parseInt(parts.group(1)), period));
    }
}
