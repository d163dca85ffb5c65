package dev.gatehouse.storage.internal.file;

import dev.gatehouse.storage.StorageUpkeep;
import dev.gatehouse.storage.internal.quota.Recount;
import dev.gatehouse.storage.internal.quota.Reservations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The storage module's jobs. */
@ApplicationScoped
class Upkeep implements StorageUpkeep {

    private final Reservations reservations;
    private final DeletedObjects deletedObjects;
    private final Sweeper sweeper;
    private final Recount recount;

    @Inject
    Upkeep(Reservations reservations, DeletedObjects deletedObjects, Sweeper sweeper, Recount recount) {
        this.reservations = reservations;
        this.deletedObjects = deletedObjects;
        this.sweeper = sweeper;
        this.recount = recount;
    }

    @Override
    public int releaseAbandoned() {
        return reservations.releaseAbandoned();
    }

    @Override
    public int removeDeleted() {
        return deletedObjects.removeDue();
    }

    @Override
    public int sweep() {
        if (!sweeper.isMyTurn()) {
            return 0;
        }
        recount.all();
        return sweeper.sweep();
    }
}
