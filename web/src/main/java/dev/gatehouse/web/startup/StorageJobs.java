package dev.gatehouse.web.startup;

import dev.gatehouse.storage.BackendMigrations;
import dev.gatehouse.storage.ResumableUploads;
import dev.gatehouse.storage.StorageBackends;
import dev.gatehouse.storage.StorageUpkeep;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The jobs that wait for other machines. The container's scheduler has one thread for all: a NAS that hangs would keep
 * it from learning which sessions have ended. These have a thread each.
 */
@ApplicationScoped
class StorageJobs {

    private static final Logger LOG = Logger.getLogger(StorageJobs.class.getName());
    private static final int JOBS = 7;

    private final StorageUpkeep upkeep;
    private final StorageBackends backends;
    private final BackendMigrations migrations;
    private final ResumableUploads uploads;

    @Resource
    private ManagedThreadFactory threads;

    private ScheduledExecutorService scheduler;

    @Inject
    StorageJobs(
            StorageUpkeep upkeep, StorageBackends backends, BackendMigrations migrations, ResumableUploads uploads) {
        this.upkeep = upkeep;
        this.backends = backends;
        this.migrations = migrations;
        this.uploads = uploads;
    }

    void start() {
        scheduler = new ScheduledThreadPoolExecutor(JOBS, threads);
        every(1, "storage backends", backends::revive);
        every(1, "storage migration", migrations::advance);
        every(5, "files coming home", backends::bringHome);
        every(10, "abandoned uploads", upkeep::releaseAbandoned);
        every(10, "expired uploads", uploads::endExpired);
        every(10, "deleted files", upkeep::removeDeleted);
        every(10, "storage sweeper", upkeep::sweep);
    }

    void stop() {
        if (scheduler != null) {
            scheduler.shutdownNow();
        }
    }

    private void every(int seconds, String name, Runnable job) {
        scheduler.scheduleWithFixedDelay(
                () -> {
                    try {
                        job.run();
                    } catch (RuntimeException e) {
                        LOG.log(Level.WARNING, "The job " + name + " failed and will be tried again", e);
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }
}
