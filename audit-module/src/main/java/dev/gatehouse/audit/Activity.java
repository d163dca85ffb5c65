package dev.gatehouse.audit;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Lets people read what happened to their own account. */
public interface Activity {

    /**
     * The events whose subject is this account, newest first.
     *
     * @param limit 1 to 200
     * @param before only events with a smaller sequence number, that is, older ones
     */
    Page of(UUID accountId, int limit, OptionalLong before);

    /**
     * A part of the list.
     *
     * @param next what to pass as {@code before} for the following part; empty at the end
     */
    record Page(List<RecordedEvent> events, OptionalLong next) {}
}
