package dev.gatehouse.web.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.gatehouse.session.Revocations;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Hands bearer tokens to the container's MicroProfile JWT, and remembers by their hash those that it accepted, so that
 * a repeated call costs no signature check. It answers nothing itself: a public resource works with a stale token too,
 * a protected one asks {@link CurrentCaller}.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class BearerAuthentication implements HttpAuthenticationMechanism {

    private static final String CALLER = "gatehouse.bearer";
    private static final int MAX_REMEMBERED = 50_000;

    private final Clock clock;
    private final Revocations revocations;
    private final BeanManager beans;
    private final Cache<String, AcceptedToken> accepted;
    private volatile HttpAuthenticationMechanism container;

    @Inject
    BearerAuthentication(Clock clock, Revocations revocations, BeanManager beans) {
        this.clock = clock;
        this.revocations = revocations;
        this.beans = beans;
        this.accepted = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfter(Expiry.<String, AcceptedToken>creating(
                        (hash, token) -> Duration.between(clock.instant(), token.expiresAt())))
                .build();
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        Optional<BearerToken> token = BearerToken.in(request);
        if (token.isEmpty()) {
            return context.doNothing();
        }
        AcceptedToken known = accepted.getIfPresent(token.get().hash());
        if (known == null) {
            known = verify(token.get(), request, response, context);
        }
        if (known == null || known.expiresAt().isBefore(clock.instant())) {
            return context.doNothing();
        }
        Object caller = callerOrFault(known);
        if (caller == null) {
            return context.doNothing();
        }
        request.setAttribute(CALLER, caller);
        return context.notifyContainerAboutLogin(known.principal(), known.groups());
    }

    /** Whom this request's bearer token names; empty without one that counts. */
    static Optional<Caller> callerOf(HttpServletRequest request) {
        Object found = request.getAttribute(CALLER);
        if (found instanceof ProblemException fault) {
            throw fault;
        }
        return Optional.ofNullable((Caller) found);
    }

    private AcceptedToken verify(
            BearerToken token, HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        if (!token.plausible()) {
            return null;
        }
        LoginCapture capture = new LoginCapture(context);
        containerMechanism().validateRequest(token.asTheContainerReadsIt(request), response, capture);
        Optional<AcceptedToken> verified = capture.login().flatMap(login -> AcceptedToken.of(login, clock.instant()));
        verified.ifPresent(login -> accepted.put(token.hash(), login));
        return verified.orElse(null);
    }

    private Object callerOrFault(AcceptedToken token) {
        Caller caller = token.caller();
        try {
            boolean counts = revocations.accepts(caller.sessionId(), caller.accountId(), token.version());
            return counts ? caller : null;
        } catch (Revocations.RevocationsUnavailable e) {
            return new ProblemException(Problem.unavailable(1));
        }
    }

    /** The container's bean is the other one: it is not part of any API and has no qualifier of its own. */
    private HttpAuthenticationMechanism containerMechanism() {
        HttpAuthenticationMechanism found = container;
        if (found == null) {
            Bean<?> bean = beans.getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE).stream()
                    .filter(candidate -> candidate.getBeanClass() != BearerAuthentication.class)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the container offers no MicroProfile JWT"));
            CreationalContext<?> creation = beans.createCreationalContext(bean);
            found = (HttpAuthenticationMechanism) beans.getReference(bean, HttpAuthenticationMechanism.class, creation);
            container = found;
        }
        return found;
    }
}
