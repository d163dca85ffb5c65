package dev.gatehouse.auth.internal.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.testing.Row;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

@Row("MF-13")
class TypedCodeTest {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                "0",
                "12345",
                "1234567",
                "123456789",
                "12 34 56",
                "123  456",
                "-12345",
                "+12345",
                "12345.",
                "0x1234",
                "1e5000",
                "\u0661\u0662\u0663\u0664\u0665\u0666",
                "\uff11\uff12\uff13\uff14\uff15\uff16",
                "12345\u0000",
                "123456\u0000",
                "\u0000\u0000\u0000\u0000\u0000\u0000",
                "123\u00a0456",
                "123\n456",
                "123456\n",
                "123456,123457",
                "[\"123456\"]",
                "' OR 1=1",
                "\ud800\udc00",
                "\ud800",
                "0123456789ABCDEFGHJKMNPQR",
                "0123456789ABCDEFGHJKMNPQRST",
                "0123456789ABCDEFGHJKMNPQRU",
                "01234--56789ABCDEFGHJKMNPQRS",
                "-0123456789ABCDEFGHJKMNPQRS"
            })
    void refusesWhatIsNoCode(String text) {
        assertThat(TypedCode.parse(text, Optional.empty())).isEmpty();
        for (FactorMethod method : FactorMethod.values()) {
            assertThat(TypedCode.parse(text, Optional.of(method))).isEmpty();
        }
    }

    @Test
    void refusesWhatIsEndless() {
        assertThat(TypedCode.parse(" ".repeat(1_000_000) + "123456", Optional.empty()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FactorMethod.class)
    void takesNoCodeOfAnotherMethod(FactorMethod method) {
        String code = method == FactorMethod.TOTP ? "12345678" : "123456";

        assertThat(TypedCode.parse(code, Optional.of(method))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "123456, TOTP, 123456",
        "123 456, TOTP, 123456",
        "'  123456 ', TOTP, 123456",
        "1234 5678, EMAIL, 12345678",
        "00000000, EMAIL, 00000000",
        "abcde-fghjk-mnpqr-stvwx-yzoil0, RECOVERY, ABCDEFGHJKMNPQRSTVWXYZ0110",
    })
    void tellsTheMethodByTheForm(String text, FactorMethod method, String characters) {
        assertThat(TypedCode.parse(text, Optional.empty())).hasValue(new TypedCode(method, characters));
    }
}
