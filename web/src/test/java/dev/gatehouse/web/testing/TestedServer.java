package dev.gatehouse.web.testing;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Finds a port for the server under test before anybody asks for it, for each of the processes that run tests has a
 * server; and ends that server after the last test.
 */
public final class TestedServer implements LauncherSessionListener {

    private static final String NAME = "gatehouse.port";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(NAME) == null) {
            System.setProperty(NAME, Integer.toString(GatehouseProcess.freePort()));
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        OneServer.Deployment.end();
    }
}
