package dev.gatehouse.auth.internal.mail;

import dev.gatehouse.auth.MailSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * The configured transport behind its guards. Only a server that serves nobody is asked again at once or opens the
 * breaker: a refused or doubtful mail must neither go out twice nor hold up the others.
 */
@ApplicationScoped
class GuardedTransport implements MailTransport {

    private final MailTransport transport;

    @Inject
    GuardedTransport(MailSettings settings) {
        this.transport = MailTransport.chosen(settings);
    }

    /** The short {@code maxDuration} retries a refused connection, not one that hung until its time was up. */
    @Override
    @Retry(maxRetries = 2, delay = 300, jitter = 200, maxDuration = 8_000, retryOn = MailUnavailable.class)
    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.9,
            delay = 10,
            delayUnit = ChronoUnit.SECONDS,
            failOn = MailUnavailable.class)
    @Timeout(value = 30, unit = ChronoUnit.SECONDS)
    public void deliver(OutgoingMail mail) throws MailRefused, MailDeferred, MailUnavailable {
        transport.deliver(mail);
    }
}
