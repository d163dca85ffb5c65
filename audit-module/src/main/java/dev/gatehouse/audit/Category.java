package dev.gatehouse.audit;

/** The six kinds of event that a reader can filter by. */
public enum Category {
    LOGIN,
    ACCOUNT,
    SESSION,
    ADMIN,
    SECURITY,
    FILE
}
