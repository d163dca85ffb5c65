package dev.gatehouse.web.startup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LockException;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.LockService;

/**
 * Lets one process migrate at a time. Liquibase's own lock is a row that outlives a killed process; a session-level
 * advisory lock ends with the connection that holds it.
 */
public class AdvisoryLock implements LockService {

    static final long KEY = 0x6761_7465_686f_7573L;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private Database database;
    private boolean held;

    @Override
    public boolean supports(Database candidate) {
        return candidate instanceof PostgresDatabase;
    }

    @Override
    public int getPriority() {
        return PRIORITY_DATABASE + 1;
    }

    @Override
    public void setDatabase(Database database) {
        this.database = database;
    }

    @Override
    public boolean hasChangeLogLock() {
        return held;
    }

    @Override
    public void waitForLock() throws LockException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!acquireLock()) {
            if (System.nanoTime() > deadline) {
                throw new LockException("another process has been migrating for five minutes");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LockException(e);
            }
        }
    }

    @Override
    public boolean acquireLock() throws LockException {
        held = held || ask("SELECT pg_try_advisory_lock(?)");
        return held;
    }

    @Override
    public void releaseLock() throws LockException {
        if (held) {
            held = false;
            ask("SELECT pg_advisory_unlock(?)");
        }
    }

    @Override
    public DatabaseChangeLogLock[] listLocks() {
        return new DatabaseChangeLogLock[0];
    }

    @Override
    public void forceReleaseLock() throws LockException {
        releaseLock();
    }

    @Override
    public void reset() {
        held = false;
    }

    @Override
    public void init() {
        // There is no table to make.
    }

    @Override
    public void destroy() {
        // There is no table to drop.
    }

    @Override
    public void setChangeLogLockWaitTime(long minutes) {
        // PATIENCE_NANOS holds.
    }

    @Override
    public void setChangeLogLockRecheckTime(long seconds) {
        // The pause in waitForLock holds.
    }

    private boolean ask(String question) throws LockException {
        Connection connection = ((JdbcConnection) database.getConnection()).getUnderlyingConnection();
        try (var statement = connection.prepareStatement(question)) {
            statement.setLong(1, KEY);
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new LockException(e);
        }
    }
}
