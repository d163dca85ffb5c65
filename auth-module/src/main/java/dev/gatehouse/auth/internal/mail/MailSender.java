package dev.gatehouse.auth.internal.mail;

import dev.gatehouse.auth.MailDelivery;
import dev.gatehouse.auth.MailSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Delivers the outbox, at least once. A mail is claimed only when a worker is free for it, so none waits behind a slow
 * one; a worker that finishes looks for the next. A crash between the server's yes and the note of it sends the mail
 * again when its lease ends, under the same Message-ID.
 */
@ApplicationScoped
class MailSender implements MailDelivery {

    private static final Logger LOG = Logger.getLogger(MailSender.class.getName());
    private static final int WORKERS = 8;

    private final StoredOutbox outbox;
    private final MailTransport transport;
    private final MailSettings settings;
    private final ExecutorService workers;
    private final Semaphore free = new Semaphore(WORKERS);
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean claimsFail;

    @Inject
    MailSender(
            StoredOutbox outbox, MailTransport transport, MailSettings settings, @MailWorkers ExecutorService workers) {
        this.outbox = outbox;
        this.transport = transport;
        this.settings = settings;
        this.workers = workers;
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailQueued queued) {
        workers.execute(this::deliverDue);
    }

    /** One thread claims at a time; a call that comes meanwhile makes it look once more instead of waiting. */
    @Override
    public void deliverDue() {
        if (!settings.delivers() || calls.getAndIncrement() > 0) {
            return;
        }
        int answered = 1;
        while (answered > 0) {
            startDue();
            answered = calls.addAndGet(-answered);
        }
    }

    private void startDue() {
        while (free.tryAcquire()) {
            if (!startNext()) {
                free.release();
                return;
            }
        }
    }

    private boolean startNext() {
        try {
            Optional<ClaimedMail> next = outbox.claim();
            claimsFail = false;
            return next.isPresent() && handedToWorker(next.get());
        } catch (RuntimeException e) {
            LOG.log(claimsFail ? Level.FINE : Level.WARNING, "the outbox does not answer", e);
            claimsFail = true;
            return false;
        }
    }

    private boolean handedToWorker(ClaimedMail mail) {
        try {
            workers.execute(() -> work(mail));
            return true;
        } catch (RejectedExecutionException e) {
            outbox.postpone(mail, Duration.ZERO, "the server was shutting down");
            return false;
        }
    }

    private void work(ClaimedMail mail) {
        try {
            deliver(mail);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "what became of " + mail + " could not be noted; it is tried again", e);
        } finally {
            free.release();
            deliverDue();
        }
    }

    private void deliver(ClaimedMail mail) {
        try {
            transport.deliver(outbox.opened(mail));
        } catch (MailRefused e) {
            LOG.log(Level.WARNING, "{0} abandoned: {1}", new Object[] {mail, e.getMessage()});
            outbox.abandon(mail, e.getMessage());
            return;
        } catch (MailDeferred | MailUnavailable e) {
            postpone(mail, e.getMessage());
            return;
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "delivery failed", e);
            postpone(mail, e.getClass().getSimpleName());
            return;
        }
        outbox.sent(mail);
    }

    private void postpone(ClaimedMail mail, String reason) {
        LOG.log(Level.INFO, "{0} postponed: {1}", new Object[] {mail, reason});
        outbox.postpone(mail, BackOff.after(mail.attempt(), ThreadLocalRandom.current()::nextDouble), reason);
    }
}
