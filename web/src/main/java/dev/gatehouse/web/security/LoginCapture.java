package dev.gatehouse.web.security;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContextWrapper;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.util.Optional;

/** Keeps what the container's mechanism decided, instead of letting it log in or answer 401 in HTML. */
final class LoginCapture extends HttpMessageContextWrapper {

    private CredentialValidationResult login;

    LoginCapture(HttpMessageContext context) {
        super(context);
    }

    Optional<CredentialValidationResult> login() {
        return Optional.ofNullable(login);
    }

    @Override
    public AuthenticationStatus notifyContainerAboutLogin(CredentialValidationResult result) {
        login = result;
        return AuthenticationStatus.SUCCESS;
    }

    @Override
    public AuthenticationStatus responseUnauthorized() {
        return AuthenticationStatus.NOT_DONE;
    }

    @Override
    public AuthenticationStatus doNothing() {
        return AuthenticationStatus.NOT_DONE;
    }
}
