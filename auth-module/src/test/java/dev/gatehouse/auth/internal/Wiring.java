package dev.gatehouse.auth.internal;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Does by hand what the container does: one instance of each class, put together by its {@code @Inject} constructor. */
final class Wiring {

    private final Map<Class<?>, Object> instances = new HashMap<>();
    private final Map<Type, Consumer<Object>> observers = new HashMap<>();

    <T> Wiring put(Class<T> type, T instance) {
        instances.put(type, instance);
        return this;
    }

    /** The closed class that stands behind an interface. */
    <T> T put(Class<T> type, String implementation) {
        try {
            T instance = type.cast(get(Class.forName(implementation)));
            put(type, instance);
            return instance;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a closed class, so that others find it among those of its interface. */
    void create(String type) {
        try {
            get(Class.forName(type));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the class's {@code @Observes} methods hear what is fired. */
    void observe(String observer) {
        try {
            Object instance = get(Class.forName(observer));
            for (Method method : instance.getClass().getDeclaredMethods()) {
                Arrays.stream(method.getParameters())
                        .filter(parameter -> parameter.isAnnotationPresent(Observes.class))
                        .forEach(parameter ->
                                observers.put(parameter.getType(), event -> call(instance, method, event)));
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void call(Object instance, Method method, Object event) {
        method.setAccessible(true);
        try {
            method.invoke(instance, event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method.toString(), e);
        }
    }

    <T> T get(Class<T> type) {
        Object known = instances.get(type);
        if (known == null) {
            known = create(type);
            instances.put(type, known);
        }
        return type.cast(known);
    }

    private Object create(Class<?> type) {
        Constructor<?>[] all = type.getDeclaredConstructors();
        Constructor<?> constructor = Arrays.stream(all)
                .filter(candidate -> candidate.isAnnotationPresent(Inject.class))
                .findFirst()
                .orElseGet(() -> all[0]);
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(Arrays.stream(constructor.getGenericParameterTypes())
                    .map(this::argument)
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private Object argument(Type type) {
        if (type instanceof ParameterizedType some) {
            Type what = some.getActualTypeArguments()[0];
            return some.getRawType() == Instance.class ? instanceOf((Class<?>) what) : eventOf(what);
        }
        return get((Class<?>) type);
    }

    /** Looked for when it is asked, as the container does: the implementations may need the asker. */
    private Object instanceOf(Class<?> type) {
        InvocationHandler stream =
                (proxy, method, arguments) -> method.getName().equals("stream")
                        ? instances.values().stream().filter(type::isInstance).distinct()
                        : null;
        return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Instance.class}, stream);
    }

    private Object eventOf(Type fired) {
        InvocationHandler fire = (proxy, method, arguments) -> {
            observers.getOrDefault(fired, event -> {}).accept(arguments[0]);
            return null;
        };
        return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Event.class}, fire);
    }
}
