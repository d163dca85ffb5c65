package dev.gatehouse.audit;

/** How it ended: done, tried in vain, or not allowed. */
public enum Outcome {
    SUCCESS,
    FAILURE,
    DENIED
}
