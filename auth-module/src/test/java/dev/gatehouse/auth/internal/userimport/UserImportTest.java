package dev.gatehouse.auth.internal.userimport;

import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.ImportSummary;
import dev.gatehouse.auth.ImportedLine;
import dev.gatehouse.auth.ImportedLine.Result;
import dev.gatehouse.auth.ImportedUser;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.LoginOutcome.Refused;
import dev.gatehouse.auth.LoginOutcome.SignedIn;
import dev.gatehouse.auth.UserImport;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserImportTest {

    private static final String PBKDF2 = "pbkdf2_sha256$1000$Zq3aB8sN1xKp$eb+usCHcmTFeAv4+H/ZwP8qCxSti7nnb3cPWA3TaSVg=";
    private static final String BCRYPT = "$2b$05$abcdefghijklmnopqrstuu1GRbreaNZzmd/OTA8nSY9iSlZI2/EHi";
    private static final UUID ADMIN = UUID.randomUUID();

    private final AuthModule module = AuthModule.withRequiredVerification();
    private final Person person = new Person(module);
    private final List<ImportedLine> report = new ArrayList<>();

    @Test
    void namesAllThatIsWrongWithALine() {
        ImportedUser user = new ImportedUser(
                "nobody", Optional.of("md5"), "", "x".repeat(101), Optional.of("root"), Optional.empty(), true);

        assertThat(take(List.of(Optional.of(user)))).isEqualTo(new ImportSummary(0, 0, 1, true));
        assertThat(report.get(0).errors())
                .containsExactly(
                        FieldError.of("email", Problem.INVALID_EMAIL),
                        FieldError.of("passwordHash", Problem.HASH_UNKNOWN),
                        FieldError.of("firstName", Problem.REQUIRED),
                        FieldError.of("lastName", Problem.TOO_LONG, 100),
                        FieldError.of("userType", Problem.INVALID_CHOICE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pbkdf2_sha256$9000000$Zq3aB8sN1xKp$eb+usCHcmTFeAv4+H/ZwP8qCxSti7nnb3cPWA3TaSVg=",
                "$2b$20$abcdefghijklmnopqrstuu1GRbreaNZzmd/OTA8nSY9iSlZI2/EHi",
                "$argon2id$v=19$m=19456,t=31,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void refusesAHashThatWouldCostTooMuch(String hash) {
        take(List.of(user(person.email, hash)));

        assertThat(report.get(0).errors()).containsExactly(FieldError.of("passwordHash", Problem.HASH_TOO_DEAR));
        assertThat(person.account("id")).isNull();
    }

    @Test
    void leavesAnAccountThatExistsAsItIs() {
        person.registered();
        String hash = person.account("password_hash");

        assertThat(take(List.of(user(person.email.toUpperCase(Locale.ROOT), BCRYPT))))
                .isEqualTo(new ImportSummary(0, 1, 0, true));
        assertThat(person.account("password_hash")).isEqualTo(hash);
    }

    @Test
    void takesEachLineForItself() {
        Person other = new Person(module);

        ImportSummary summary = take(List.of(
                user(person.email, PBKDF2), Optional.empty(), user(person.email, BCRYPT), user(other.email, BCRYPT)));

        assertThat(summary).isEqualTo(new ImportSummary(2, 1, 1, true));
        assertThat(report)
                .extracting(ImportedLine::number, ImportedLine::result)
                .containsExactly(
                        tuple(1, Result.CREATED),
                        tuple(2, Result.INVALID),
                        tuple(3, Result.EXISTS),
                        tuple(4, Result.CREATED));
        assertThat(report.get(0).accountId()).hasValue(person.id());
        assertThat(person.recorded("account.registered", "success")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {PBKDF2, BCRYPT})
    void letsPeopleInWithTheirOldPasswordAndStoresItAnew(String hash) {
        take(List.of(user(person.email, hash)));

        assertThat(person.logIn("Wrong Horse 7 Battery")).isEqualTo(new Refused(Reason.INVALID_CREDENTIALS));
        assertThat(person.account("password_hash")).isEqualTo(hash);
        assertThat(person.logIn(PASSWORD)).isInstanceOf(SignedIn.class);
        assertThat(person.account("password_hash")).startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
        assertThat(person.logIn(PASSWORD)).isInstanceOf(SignedIn.class);
    }

    @Test
    void letsNobodyInToAnAccountWithoutPasswordOrWithoutProof() {
        Person unproven = new Person(module);
        take(List.of(
                Optional.of(new ImportedUser(
                        person.email, Optional.empty(), "Ada", null, Optional.empty(), Optional.of("de"), true)),
                Optional.of(new ImportedUser(
                        unproven.email,
                        Optional.of(BCRYPT),
                        "Ada",
                        "",
                        Optional.of("business"),
                        Optional.empty(),
                        false))));

        assertThat(person.logIn(PASSWORD)).isEqualTo(new Refused(Reason.INVALID_CREDENTIALS));
        assertThat(person.account("locale")).isEqualTo("de");
        assertThat(unproven.logIn(PASSWORD)).isEqualTo(new Refused(Reason.EMAIL_NOT_VERIFIED));
    }

    @Test
    void takesTenThousandAndReadsNoFurther() {
        Iterator<Optional<ImportedUser>> endless = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> user(i % 100 == 0 ? person.email.replace("@", i + "@") : person.email, BCRYPT))
                .iterator();

        assertThat(module.userImport.importUsers(endless, ADMIN, ORIGIN, report::add))
                .isEqualTo(new ImportSummary(101, 9_899, 0, false));
        assertThat(report).hasSize(UserImport.MAX_USERS);
    }

    @Test
    void keepsWhatItHasReportedWhenALaterLineCannotBeRead() {
        Iterator<Optional<ImportedUser>> broken = Stream.iterate(0, i -> i + 1)
                .map(i -> {
                    if (i == 300) {
                        throw new IllegalStateException("connection lost");
                    }
                    return user(person.email.replace("@", "." + i + "@"), BCRYPT);
                })
                .iterator();

        assertThatThrownBy(() -> module.userImport.importUsers(broken, ADMIN, ORIGIN, report::add))
                .hasMessage("connection lost");
        assertThat(report).hasSize(250);
        assertThat(person.count("auth.account WHERE email LIKE '" + person.email.replace("@", ".%@") + "'"))
                .isEqualTo(250);
    }

    private ImportSummary take(List<Optional<ImportedUser>> users) {
        return module.userImport.importUsers(users.iterator(), ADMIN, ORIGIN, report::add);
    }

    private static Optional<ImportedUser> user(String email, String hash) {
        return Optional.of(new ImportedUser(
                email, Optional.of(hash), "Ada", "Lovelace", Optional.empty(), Optional.empty(), true));
    }
}
