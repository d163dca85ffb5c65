package dev.gatehouse.web.testing;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.container.spi.event.StopContainer;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Lets all test classes of a JVM share one server. Arquillian starts Payara Micro with the first class's deployment and
 * would end it with that class; here the process lives as long as the JVM, which is given one class after the other.
 */
public final class OneServer implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Deployment.class);
    }

    /** Made by Arquillian, for each class that the JVM is given; what it started outlives it. */
    public static final class Deployment {

        private static final long PATIENCE_SECONDS = 25;

        /** For work on tests: use the server that already listens on the port. */
        private static final boolean SERVED_ALREADY = Boolean.getBoolean("gatehouse.served");

        private static Container<?> container;
        private static Archive<?> archive;
        private static Set<ProcessHandle> processes = Set.of();

        /** The first deployment starts the server, later ones find it running. */
        void deploy(@Observes EventContext<DeployDeployment> deployment) {
            if (archive == null && !SERVED_ALREADY) {
                start(deployment);
            }
        }

        private static void start(EventContext<DeployDeployment> deployment) {
            Trees.delete(Path.of(System.getProperty("gatehouse.scratch"), "data"));
            container = deployment.getEvent().getContainer();
            archive = deployment.getEvent().getDeployment().getDescription().getArchive();
            Set<ProcessHandle> others = children();
            deployment.proceed();
            processes = children();
            processes.removeAll(others);
        }

        /** The class is through, the server is not. */
        void keep(@Observes EventContext<UnDeployDeployment> ignored) {
            // Not proceeding is what keeps the process.
        }

        /** The same, where Arquillian takes the class for the last one. */
        void keepOn(@Observes EventContext<StopContainer> ignored) {
            // Not proceeding is what keeps the process.
        }

        /**
         * Ends the process that was started and sees it end, with its database. Arquillian would kill it as the JVM
         * ends, and leave the database behind.
         */
        static void end() {
            if (archive == null) {
                return;
            }
            try {
                container.getDeployableContainer().undeploy(archive);
                for (ProcessHandle process : processes) {
                    process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            } catch (Exception e) {
                processes.forEach(ProcessHandle::destroyForcibly);
            }
        }

        private static Set<ProcessHandle> children() {
            return ProcessHandle.current().children().collect(Collectors.toCollection(HashSet::new));
        }
    }
}
