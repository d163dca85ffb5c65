package dev.gatehouse.auth;

import java.util.Optional;
import java.util.UUID;

/**
 * Who changes factors, and from where.
 *
 * @param session the session that asks, which survives the change; empty with an enrolment token
 * @param fresh whether the owner signed in, proved who they are again or gave the right password within 5 minutes; an
 *     enrolment token counts as such. The caller knows; what needs it refuses without
 */
public record FactorChange(Holder holder, Optional<UUID> session, boolean fresh, Client client) {}
