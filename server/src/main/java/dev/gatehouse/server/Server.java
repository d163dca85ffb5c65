package dev.gatehouse.server;

import java.io.File;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Starts Payara Micro from the libraries beside its own jar. Payara's usual way unpacks hundreds of them into the
 * temporary folder at each start, and loads them with a class loader of its own, for which the JVM keeps no archive of
 * classes. Takes the arguments of Payara Micro. Hazelcast, which would open a port for a cluster that Gatehouse does not
 * need, stays off.
 */
public final class Server {
    private static final String MAIN = "fish.payara.micro.impl.PayaraMicroImpl";
    private static final String NO_CLUSTER = "--nohazelcast";

    private Server() {}

    public static void main(String[] args) throws ReflectiveOperationException, URISyntaxException {
        File jar = new File(
                Server.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        // as Payara's own launcher of unpacked libraries, which allows a single server for each folder
        System.setProperty("fish.payara.micro.BootJar", jar.toURI().toString());
        System.setProperty("fish.payara.micro.UnpackDir", jar.getParent());
        Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) withoutCluster(args));
    }

    private static String[] withoutCluster(String[] args) {
        return Arrays.asList(args).contains(NO_CLUSTER)
                ? args
                : Stream.concat(Stream.of(NO_CLUSTER), Arrays.stream(args)).toArray(String[]::new);
    }
}
