package dev.gatehouse.auth;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail address in the one form that is stored and compared: NFKC-normalised, lower-case, the local part an ASCII
 * dot-atom (RFC 5321 section 4.1.2, without quoting), the domain in its ASCII form (RFC 3490) and with a dot. Whatever
 * looks like an address but is none in this form is refused rather than repaired.
 */
public record EmailAddress(String value) {

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_LENGTH = 64;
    private static final int MAX_INPUT_LENGTH = 1000;
    private static final Pattern LOCAL_PART =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]++)*+");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** IDNA 2003 and 2008 read these differently, so that the domain meant is uncertain (UTS 46 section 4.1.1). */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00df\u03c2\u200c\u200d]");

    /** @throws IllegalArgumentException if the text is not an address in its stored form; use {@link #parse} */
    public EmailAddress {
        if (normalised(value).filter(value::equals).isEmpty()) {
            throw new IllegalArgumentException("not a normalised address");
        }
    }

    /** The address that somebody typed; empty if it is none. */
    public static Optional<EmailAddress> parse(String text) {
        return text == null || text.length() > MAX_INPUT_LENGTH
                ? Optional.empty()
                : normalised(text).map(EmailAddress::new);
    }

    public String localPart() {
        return value.substring(0, value.indexOf('@'));
    }

    public String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    private static Optional<String> normalised(String text) {
        String plain =
                Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        int at = plain.indexOf('@');
        if (at < 1 || at > MAX_LOCAL_LENGTH || at != plain.lastIndexOf('@')) {
            return Optional.empty();
        }
        String local = plain.substring(0, at);
        if (!LOCAL_PART.matcher(local).matches()) {
            return Optional.empty();
        }
        return asciiDomain(plain.substring(at + 1))
                .map(domain -> local + "@" + domain)
                .filter(address -> address.length() <= MAX_LENGTH);
    }

    private static Optional<String> asciiDomain(String domain) {
        if (domain.length() > MAX_LENGTH || AMBIGUOUS.matcher(domain).find()) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return Optional.of(ascii)
                    .filter(name -> DOMAIN.matcher(name).matches())
                    .filter(EmailAddress::hasOneSpelling);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An encoded label that decodes to something which would be encoded differently is a second spelling. */
    private static boolean hasOneSpelling(String ascii) {
        return IDN.toASCII(IDN.toUnicode(ascii)).equals(ascii);
    }
}
