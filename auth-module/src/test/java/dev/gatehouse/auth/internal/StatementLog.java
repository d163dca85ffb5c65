package dev.gatehouse.auth.internal;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Notes, in order, what a thread asks of the database, without the values. */
public final class StatementLog {

    private static final Set<String> ASKS = Set.of("createNativeQuery", "createQuery", "find", "persist", "flush");

    private final ThreadLocal<List<String>> noted = ThreadLocal.withInitial(ArrayList::new);

    /** What this thread asks while the work is done. */
    public List<String> during(Runnable work) {
        noted.get().clear();
        work.run();
        return List.copyOf(noted.get());
    }

    EntityManager of(EntityManager manager) {
        return (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    if (ASKS.contains(method.getName())) {
                        boolean text = arguments != null && arguments[0] instanceof String;
                        noted.get().add(method.getName() + (text ? " " + arguments[0] : ""));
                    }
                    try {
                        return method.invoke(manager, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
