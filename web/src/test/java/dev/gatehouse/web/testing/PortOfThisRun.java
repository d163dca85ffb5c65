package dev.gatehouse.web.testing;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Finds a port for the server under test before anybody asks for it: each of the processes that run tests has one. */
public final class PortOfThisRun implements LauncherSessionListener {

    private static final String NAME = "gatehouse.port";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(NAME) == null) {
            System.setProperty(NAME, Integer.toString(GatehouseProcess.freePort()));
        }
    }
}
