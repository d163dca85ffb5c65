package dev.gatehouse.web.startup;

import java.util.List;

/** The configuration does not allow a start; all its faults are named at once. */
final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSettings(List<String> faults) {
        super("Gatehouse does not start with this configuration:\n  - " + String.join("\n  - ", faults));
    }
}
