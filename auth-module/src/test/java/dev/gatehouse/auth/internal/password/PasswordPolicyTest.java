package dev.gatehouse.auth.internal.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.nulabinc.zxcvbn.StandardDictionaries;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.PasswordSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private static final CommonPasswords COMMON = new CommonPasswords();
    private static final PersonalWords OWN = PersonalWords.of(
            EmailAddress.parse("grace.hopper+navy@cobol.example.org"),
            "Grace Brewster",
            "M\u00fcller-L\u00fcdenscheidt");

    private final PasswordPolicy policy =
            new PasswordPolicy(new PasswordSettings(8, true, 19456, 2, 1), COMMON, BreachedPasswordsTest.off());

    @ParameterizedTest
    @CsvSource({
        "Sh0rt-x, PASSWORD_TOO_SHORT",
        "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00Aa1, PASSWORD_TOO_SHORT",
        "all lower 7, PASSWORD_NEEDS_UPPER",
        "ALL UPPER 7, PASSWORD_NEEDS_LOWER",
        "No Digit Here, PASSWORD_NEEDS_DIGIT",
        "Password1, PASSWORD_COMMON",
        "PaSSw0rd, PASSWORD_COMMON",
        "Qwerty123, PASSWORD_COMMON",
        "Welcome2026!, PASSWORD_COMMON",
        "xGRACEx-774, PASSWORD_CONTAINS_CONTEXT",
        "My Hopper 774, PASSWORD_CONTAINS_CONTEXT",
        "My Cobol 7749, PASSWORD_CONTAINS_CONTEXT",
        "brewSTER-7749, PASSWORD_CONTAINS_CONTEXT",
        "l\u00dcdenscheidt7, PASSWORD_CONTAINS_CONTEXT"
    })
    void refusesAPasswordForItsFault(String password, Problem problem) {
        assertThat(problems(password)).containsExactly(problem);
    }

    @Test
    void namesAllFaultsAtOnce() {
        PersonalWords own = PersonalWords.of(Optional.empty(), "Anne Dragon");

        assertThat(policy.faults("password", "dragon", own))
                .extracting(FieldError::problem)
                .containsExactlyInAnyOrder(
                        Problem.PASSWORD_TOO_SHORT,
                        Problem.PASSWORD_NEEDS_UPPER,
                        Problem.PASSWORD_NEEDS_DIGIT,
                        Problem.PASSWORD_COMMON,
                        Problem.PASSWORD_CONTAINS_CONTEXT);
    }

    @Test
    void refusesMoreThan128CodePoints() {
        String longest = "Aa1" + "\ud83d\ude00".repeat(125);

        assertThat(problems(longest)).isEmpty();
        assertThat(problems(longest + "x")).containsExactly(Problem.PASSWORD_TOO_LONG);
        assertThat(problems("Aa1".repeat(1_000_000))).containsExactly(Problem.PASSWORD_TOO_LONG);
    }

    @Test
    void refusesAMissingPassword() {
        assertThat(problems(null)).containsExactly(Problem.REQUIRED);
        assertThat(problems("")).containsExactly(Problem.REQUIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Aa1 Aa1 \u0000", "Aa1 Aa1 \ud800"})
    void refusesWhatCannotBeHashedAsItIs(String password) {
        assertThat(problems(password)).containsExactly(Problem.INVALID_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Correct Horse 7 Battery",
                "\u00dcber\u00e4ll \u0663 Wege",
                " Spaces 1 count ",
                "\u0416\u0443\u0440\u0430\u0432\u043b\u044c-7",
                "Tr0ub4dor&3x",
                "The org is 774 long"
            })
    void acceptsAPasswordThatNobodyTriesFirst(String password) {
        assertThat(problems(password)).isEmpty();
    }

    @Test
    void asksForNoCompositionWhereItIsSwitchedOff() {
        PasswordPolicy nist =
                new PasswordPolicy(new PasswordSettings(15, false, 19456, 2, 1), COMMON, BreachedPasswordsTest.off());

        assertThat(nist.faults("password", "fifteen letters", OWN)).isEmpty();
        assertThat(nist.faults("password", "fourteen chars", OWN))
                .containsExactly(FieldError.of("password", Problem.PASSWORD_TOO_SHORT, 15));
    }

    @Test
    void knowsTheTenThousandMostCommon() throws Exception {
        assertThat(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().subList(0, 10_000))
                .hasSize(10_000)
                .contains("qwertyuiop", "letmein", "trustno1")
                .allMatch(COMMON::contain);
        assertThat(List.of("Jennifer", "ALEXANDER", "elizabeth", "Michael2026!"))
                .allMatch(COMMON::contain);
    }

    private List<Problem> problems(String password) {
        return policy.faults("password", password, OWN).stream()
                .map(FieldError::problem)
                .toList();
    }
}
