package dev.gatehouse.web.files;

import dev.gatehouse.auth.AccountErased;
import dev.gatehouse.storage.Files;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Lets the files of an account go with it, in the same transaction; auth and storage do not know each other. */
@ApplicationScoped
class ErasedAccounts {

    private final Files files;

    @Inject
    ErasedAccounts(Files files) {
        this.files = files;
    }

    void forget(@Observes AccountErased erased) {
        files.deleteAllOf(erased.accountId());
    }
}
