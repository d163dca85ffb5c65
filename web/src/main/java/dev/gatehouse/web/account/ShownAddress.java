package dev.gatehouse.web.account;

import java.util.Optional;
import java.util.regex.Pattern;

/** Network addresses as people read them: IPv6 with its first run of zeros left out (RFC 5952). */
final class ShownAddress {

    private static final Pattern ZEROS = Pattern.compile("(?:^|:)(?:0(?:$|:)){2,}");

    private ShownAddress() {}

    /** Empty where there is no address. */
    static String of(Optional<String> address) {
        return address.map(text -> text.contains(":") ? ZEROS.matcher(text).replaceFirst("::") : text)
                .orElse("");
    }
}
