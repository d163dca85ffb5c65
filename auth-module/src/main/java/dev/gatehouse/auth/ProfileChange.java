package dev.gatehouse.auth;

import java.util.Optional;

/** The fields to change; empty ones stay as they are. */
public record ProfileChange(Optional<String> firstName, Optional<String> lastName, Optional<String> locale) {}
