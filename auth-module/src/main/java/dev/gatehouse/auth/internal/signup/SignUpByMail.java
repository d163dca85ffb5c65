package dev.gatehouse.auth.internal.signup;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.EmailVerification;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.SignUp;
import dev.gatehouse.auth.SignUpOutcome;
import dev.gatehouse.auth.SignUpRequest;
import dev.gatehouse.auth.VerificationOutcome;
import dev.gatehouse.auth.internal.EvenTime;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.account.StoredAccounts;
import dev.gatehouse.auth.internal.password.Passwords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Sign-up, from the form to the proven address: {@link SignUpForm} checks, one hash is made with no transaction open,
 * {@link Registrar} writes, {@link AddressProof} takes the mailed link.
 */
@ApplicationScoped
class SignUpByMail implements SignUp {

    private final SignUpForm form;
    private final SimultaneousSignUps simultaneous;
    private final StoredAccounts accounts;
    private final Passwords passwords;
    private final Registrar registrar;
    private final AddressProof proof;
    private final Transactions transactions;

    @Inject
    SignUpByMail(
            SignUpForm form,
            SimultaneousSignUps simultaneous,
            StoredAccounts accounts,
            Passwords passwords,
            Registrar registrar,
            AddressProof proof,
            Transactions transactions) {
        this.form = form;
        this.simultaneous = simultaneous;
        this.accounts = accounts;
        this.passwords = passwords;
        this.registrar = registrar;
        this.proof = proof;
        this.transactions = transactions;
    }

    @Override
    public SignUpOutcome signUp(SignUpRequest request) {
        List<FieldError> faults = form.faults(request);
        if (!faults.isEmpty()) {
            return new SignUpOutcome.Invalid(faults);
        }
        Applicant applicant = form.applicant(request);
        return simultaneous.during(applicant.address(), begun -> {
            String hash = passwords.hash(request.password());
            return EvenTime.spend(
                    () -> transactions.required(() -> registrar.register(request, applicant, hash, begun)));
        });
    }

    @Override
    public void resendVerification(String email, Origin origin) {
        EvenTime.spend(() -> EmailAddress.parse(email).ifPresent(address -> {
            if (!transactions.required(() -> registrar.resend(accounts.lock(address), Actor.anonymous(), origin))) {
                registrar.recordNothingToProve(address, origin);
            }
        }));
    }

    @Override
    public boolean resendVerification(UUID accountId, UUID adminId, Origin origin) {
        return transactions.required(() -> registrar.resend(accounts.lock(accountId), Actor.admin(adminId), origin));
    }

    @Override
    public VerificationOutcome verifyEmail(EmailVerification verification) {
        return proof.verify(verification);
    }
}
