package dev.gatehouse.storage.internal;

import dev.gatehouse.storage.StorageSettings;
import dev.gatehouse.storage.StorageUsage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** Reads usage from the totals in {@code storage.usage}. */
@ApplicationScoped
class CountedUsage implements StorageUsage {

    private final EntityManager entityManager;
    private final StorageSettings settings;

    @Inject
    CountedUsage(@StorageUnit EntityManager entityManager, StorageSettings settings) {
        this.entityManager = entityManager;
        this.settings = settings;
    }

    @Override
    public Usage of(UUID accountId) {
        return Optional.ofNullable(entityManager.find(AccountUsage.class, accountId))
                .map(usage -> usage.within(settings))
                .orElseGet(() -> new Usage(0, settings.quotaBytes(), 0, settings.maxFileBytes()));
    }
}
