package dev.gatehouse.storage;

/**
 * The work that keeps storage true after faults. All of it may be called at any time, on several nodes at once, and
 * goes on where a killed node stopped.
 */
public interface StorageUpkeep {

    /** Gives back the room that uploads had reserved which stopped without a word, such as those of a killed node. */
    int releaseAbandoned();

    /** Deletes the bytes of deleted files whose backend was away. */
    int removeDeleted();

    /**
     * Deletes objects that no row knows and that are older than a day, and counts every account's files anew. Does
     * nothing if that was done within the last hour, on any node.
     *
     * @return how many objects went
     */
    int sweep();
}
