package dev.gatehouse.storage;

import java.util.List;
import java.util.Optional;

/** The places where files lie, as administrators see them. */
public interface StorageBackends {

    /**
     * In the order in which new files try them; behind them those that still hold files and are not configured any more.
     * Asks none of them: this is what their last answers told this node.
     */
    List<State> states();

    /** Whether every backend works, as far as is known; asks none of them, and no database. */
    boolean allWork();

    /** Writes, reads and deletes a small object on each backend, and waits for it. */
    List<Test> test();

    /** Finds out whether backends that failed are back. To be called about every second. */
    void revive();

    /**
     * Brings files home that landed on a fallback: copied, compared with their hash, and only then switched over. Works
     * for up to about twenty seconds; of several nodes, one does.
     *
     * @return how many files came home
     */
    int bringHome();

    /** What can be done with a backend now. */
    enum Condition {
        UP,
        /** Its files can be read; it takes no new ones. */
        READ_ONLY,
        DOWN,
        /** Files lie there, but {@code STORAGE_BACKENDS} does not name it. */
        NOT_CONFIGURED
    }

    /**
     * A backend.
     *
     * @param fault why it is not up
     * @param freeBytes where it tells
     * @param files how many lie there, of all accounts
     * @param awaitingReturn how many of them landed there because a better backend was away
     */
    record State(
            String name,
            Condition condition,
            Optional<String> fault,
            Optional<Long> freeBytes,
            long files,
            long bytes,
            long awaitingReturn) {}

    /** @param fault what went wrong; empty if all went well */
    record Test(String name, Optional<String> fault, long millis) {}
}
