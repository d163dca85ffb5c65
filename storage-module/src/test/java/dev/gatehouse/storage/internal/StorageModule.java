package dev.gatehouse.storage.internal;

import dev.gatehouse.storage.FileType;
import dev.gatehouse.storage.StorageSettings;
import dev.gatehouse.testing.ModuleDatabase;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;

/** The module's parts without a container. */
public final class StorageModule {

    public static final ModuleDatabase DATABASE = new ModuleDatabase("storage", "storage");
    public static final StorageSettings SETTINGS =
            new StorageSettings(1_000, 100, 10, EnumSet.allOf(FileType.class), List.of("local"), Path.of("unused"));

    private StorageModule() {}

    public static Statements statements() {
        return new Statements(DATABASE.entityManager());
    }

    public static Transactions transactions() {
        return new Transactions() {
            @Override
            public <T> T required(Supplier<T> work) {
                return DATABASE.inTransaction(work);
            }
        };
    }
}
