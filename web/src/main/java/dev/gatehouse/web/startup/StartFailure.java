package dev.gatehouse.web.startup;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Ends a process that cannot serve: a server without its application would answer 404 to everything for ever. */
final class StartFailure {

    private static final Logger LOG = Logger.getLogger(StartFailure.class.getName());

    private StartFailure() {}

    /** Says why and ends the process with status 1; what the user can mend is said without a stack trace. */
    static void end(Throwable fault) {
        Throwable cause = fault instanceof ExceptionInInitializerError ? fault.getCause() : fault;
        if (cause instanceof InvalidSettings) {
            LOG.severe(cause.getMessage());
        } else {
            LOG.log(Level.SEVERE, "Gatehouse cannot start", cause);
        }
        Database.stop();
        // Not exit: the container's shutdown would wait for the deployment that waits here.
        Runtime.getRuntime().halt(1);
    }
}
