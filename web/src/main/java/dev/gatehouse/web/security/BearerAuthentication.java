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
 * Hands bearer tokens to the container's MicroProfile JWT, and remembers by their hash those that it and the database
 * accepted, so that a repeated call costs neither signature check nor statement. It answers nothing itself: a public
 * resource works with a stale token too, a protected one asks {@link CurrentCaller}.
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
        Optional<AcceptedToken> known =
                Optional.ofNullable(accepted.getIfPresent(token.get().hash()));
        Optional<AcceptedToken> good = known.isPresent() ? known : verify(token.get(), request, response, context);
        if (good.isEmpty() || good.get().expiresAt().isBefore(clock.instant())) {
            return context.doNothing();
        }
        return logIn(token.get(), good.get(), known.isPresent(), request, context);
    }

    /** Whom this request's bearer token names; empty without one that counts. */
    static Optional<Caller> callerOf(HttpServletRequest request) {
        Object found = request.getAttribute(CALLER);
        if (found instanceof ProblemException fault) {
            throw fault;
        }
        return Optional.ofNullable((Caller) found);
    }

    private AuthenticationStatus logIn(
            BearerToken token,
            AcceptedToken good,
            boolean known,
            HttpServletRequest request,
            HttpMessageContext context) {
        try {
            if (!counts(good, known)) {
                return context.doNothing();
            }
            if (!known) {
                accepted.put(token.hash(), good);
            }
            request.setAttribute(CALLER, good.caller());
        } catch (Revocations.RevocationsUnavailable e) {
            request.setAttribute(CALLER, new ProblemException(Problem.unavailable(1)));
        }
        return context.notifyContainerAboutLogin(good.principal(), good.groups());
    }

    private Optional<AcceptedToken> verify(
            BearerToken token, HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        if (!token.plausible()) {
            return Optional.empty();
        }
        LoginCapture capture = new LoginCapture(context);
        containerMechanism().validateRequest(token.asTheContainerReadsIt(request), response, capture);
        return capture.login().flatMap(login -> AcceptedToken.of(login, clock.instant()));
    }

    private boolean counts(AcceptedToken token, boolean known) {
        Caller caller = token.caller();
        return known
                ? revocations.accepts(caller.sessionId(), caller.accountId(), token.version())
                : revocations.confirms(caller.sessionId(), caller.accountId(), token.version());
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
