package dev.gatehouse.auth.internal.password;

import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.PasswordSettings;
import dev.gatehouse.auth.internal.account.PlainText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What a new password must be like (NIST SP 800-63B-4 section 3.1.1.2, ASVS 5.0 6.2). Names every fault at once.
 */
@ApplicationScoped
public class PasswordPolicy {

    private static final int MAX_LENGTH = 128;

    private final PasswordSettings settings;
    private final CommonPasswords common;
    private final BreachedPasswords breached;

    @Inject
    PasswordPolicy(PasswordSettings settings, CommonPasswords common, BreachedPasswords breached) {
        this.settings = settings;
        this.common = common;
        this.breached = breached;
    }

    /**
     * Never call it with a transaction open: where breached passwords are looked up elsewhere, it may take seconds.
     *
     * @return what is wrong with it; nothing, if it may be used
     */
    public List<FieldError> faults(String field, String password, PersonalWords own) {
        if (password == null || password.isEmpty()) {
            return List.of(FieldError.of(field, Problem.REQUIRED));
        }
        if (tooLong(password)) {
            return List.of(FieldError.of(field, Problem.PASSWORD_TOO_LONG, MAX_LENGTH));
        }
        if (!PlainText.storable(password)) {
            return List.of(FieldError.of(field, Problem.INVALID_TEXT));
        }
        List<FieldError> faults = new ArrayList<>(faultsOfForm(field, password));
        if (common.contain(password)) {
            faults.add(FieldError.of(field, Problem.PASSWORD_COMMON));
        }
        if (own.occurIn(password)) {
            faults.add(FieldError.of(field, Problem.PASSWORD_CONTAINS_CONTEXT));
        }
        if (faults.isEmpty() && breached.contain(password)) {
            faults.add(FieldError.of(field, Problem.PASSWORD_BREACHED));
        }
        return faults;
    }

    /** In code points, as people count. */
    static boolean tooLong(String password) {
        return password.length() > 2 * MAX_LENGTH || password.codePointCount(0, password.length()) > MAX_LENGTH;
    }

    private List<FieldError> faultsOfForm(String field, String password) {
        List<FieldError> faults = new ArrayList<>();
        if (password.codePointCount(0, password.length()) < settings.minLength()) {
            faults.add(FieldError.of(field, Problem.PASSWORD_TOO_SHORT, settings.minLength()));
        }
        if (settings.composition()) {
            demand(faults, field, password, Character::isUpperCase, Problem.PASSWORD_NEEDS_UPPER);
            demand(faults, field, password, Character::isLowerCase, Problem.PASSWORD_NEEDS_LOWER);
            demand(faults, field, password, Character::isDigit, Problem.PASSWORD_NEEDS_DIGIT);
        }
        return faults;
    }

    private static void demand(
            List<FieldError> faults, String field, String password, IntPredicate kind, Problem otherwise) {
        if (password.codePoints().noneMatch(kind)) {
            faults.add(FieldError.of(field, otherwise));
        }
    }
}
