package dev.gatehouse.auth.internal.factor;

import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.internal.recoverycode.RecoveryCode;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A code as somebody typed it, without the spaces that help to read it. Nothing is repaired beyond those: what is too
 * short, too long or of other digits than 0 to 9 is no code.
 */
public record TypedCode(FactorMethod method, String characters) {

    private static final Pattern TOTP = Pattern.compile("[0-9]{3} ?[0-9]{3}");
    private static final Pattern EMAIL = Pattern.compile("[0-9]{4} ?[0-9]{4}");
    private static final Pattern AROUND = Pattern.compile("^ +| +$");
    private static final int MAX_LENGTH = 64;

    /** @param method the one that the code is for; without it the form tells */
    public static Optional<TypedCode> parse(String text, Optional<FactorMethod> method) {
        if (text == null || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String plain = AROUND.matcher(text).replaceAll("");
        return method.map(Stream::of)
                .orElseGet(() -> Stream.of(FactorMethod.values()))
                .flatMap(form -> read(plain, form).stream())
                .findFirst();
    }

    private static Optional<TypedCode> read(String text, FactorMethod method) {
        Optional<String> characters =
                switch (method) {
                    case TOTP -> digits(text, TOTP);
                    case EMAIL -> digits(text, EMAIL);
                    case RECOVERY -> RecoveryCode.parse(text).map(RecoveryCode::characters);
                };
        return characters.map(code -> new TypedCode(method, code));
    }

    private static Optional<String> digits(String text, Pattern form) {
        return form.matcher(text).matches() ? Optional.of(text.replace(" ", "")) : Optional.empty();
    }

    @Override
    public String toString() {
        return "TypedCode[" + method + "]";
    }
}
