package dev.gatehouse.web.startup;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.MailDelivery;
import dev.gatehouse.auth.UnverifiedAccounts;
import dev.gatehouse.session.Revocations;
import dev.gatehouse.session.SigningKeys;
import dev.gatehouse.web.ratelimit.RateLimiter;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** From a deployed WAR to a server that answers: configuration, database, migration, keys, jobs, a word to the user. */
@ApplicationScoped
class StartUp {

    private static final Logger LOG = Logger.getLogger(StartUp.class.getName());

    private final ReadRetries readRetries;
    private final SigningKeys signingKeys;
    private final Revocations revocations;
    private final MailDelivery mailDelivery;
    private final RateLimiter rateLimiter;
    private final FirstAdminNotice firstAdmin;
    private final UnverifiedAccounts unverifiedAccounts;
    private final StorageJobs storageJobs;
    private final AuditTrail trail;
    private final List<Future<?>> jobs = new ArrayList<>();

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Inject
    StartUp(
            ReadRetries readRetries,
            SigningKeys signingKeys,
            Revocations revocations,
            MailDelivery mailDelivery,
            RateLimiter rateLimiter,
            AuditTrail trail,
            FirstAdminNotice firstAdmin,
            UnverifiedAccounts unverifiedAccounts,
            StorageJobs storageJobs) {
        this.readRetries = readRetries;
        this.signingKeys = signingKeys;
        this.revocations = revocations;
        this.mailDelivery = mailDelivery;
        this.rateLimiter = rateLimiter;
        this.firstAdmin = firstAdmin;
        this.unverifiedAccounts = unverifiedAccounts;
        this.storageJobs = storageJobs;
        this.trail = trail;
    }

    void start(@Observes @Priority(1) Startup event) {
        try {
            Settings settings = Settings.current();
            MistypedNames.in(System.getenv().keySet()).forEach(LOG::warning);
            NativeLibraries.unpackBelow(settings.dataFolder());
            Database database = Database.current();
            if (database.hasOneRoleOnly()) {
                LOG.warning("DATABASE_OWNER_URL is not set: the role that serves requests owns the tables too, so that"
                        + " the database cannot keep a broken-into application from altering the audit trail");
            }
            new Migration(database.owner(), database.application().user()).run();
            readRetries.limit();
            signingKeys.prepare();
            PublishedKeys.publish(signingKeys);
            revocations.synchronise();
            OneLineFormatter.install();
            rateLimiter.revive();
            firstAdmin.give();
            if (!settings.twoFactor().on()) {
                tellOfRollBack();
            }
            everySecond("database", database::revive);
            everySecond("revocations", revocations::synchronise);
            everySecond("mail", mailDelivery::deliverDue);
            everySecond("rate limits", rateLimiter::revive);
            every(10, "unverified accounts", () -> unverifiedAccounts.forget(settings.keepUnverified()));
            storageJobs.start();
            everySecond("banner", new Banner(settings, database)::printWhenReady);
        } catch (RuntimeException e) {
            StartFailure.end(e);
        }
    }

    /** Nobody should forget that the house stands open. */
    private void tellOfRollBack() {
        LOG.warning("TWO_FACTOR is off: nobody is asked for a second factor");
        trail.recordRefusal(AuditEvent.success(EventType.SECURITY_SUSPICIOUS_ACTIVITY, Actor.system(), Origin.none())
                .because("two_factor_off"));
    }

    void stop(@Observes Shutdown event) {
        jobs.forEach(job -> job.cancel(false));
        storageJobs.stop();
        Database.stop();
    }

    private void everySecond(String name, Runnable job) {
        every(1, name, job);
    }

    private void every(int seconds, String name, Runnable job) {
        jobs.add(scheduler.scheduleWithFixedDelay(
                () -> {
                    try {
                        job.run();
                    } catch (RuntimeException e) {
                        LOG.log(Level.WARNING, "The job " + name + " failed and will be tried again", e);
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS));
    }
}
