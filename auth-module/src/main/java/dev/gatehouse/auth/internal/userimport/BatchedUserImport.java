package dev.gatehouse.auth.internal.userimport;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.ImportSummary;
import dev.gatehouse.auth.ImportedLine;
import dev.gatehouse.auth.ImportedLine.Result;
import dev.gatehouse.auth.ImportedUser;
import dev.gatehouse.auth.UserImport;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.account.StoredAccounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Stores users by the batch: one transaction for a few hundred lines, reported once it has committed. */
@ApplicationScoped
class BatchedUserImport implements UserImport {

    private static final int BATCH = 250;

    private final ImportForm form;
    private final StoredAccounts accounts;
    private final AuditTrail trail;
    private final Transactions transactions;

    @Inject
    BatchedUserImport(ImportForm form, StoredAccounts accounts, AuditTrail trail, Transactions transactions) {
        this.form = form;
        this.accounts = accounts;
        this.trail = trail;
        this.transactions = transactions;
    }

    @Override
    public ImportSummary importUsers(
            Iterator<Optional<ImportedUser>> users, UUID adminId, Origin origin, Consumer<ImportedLine> report) {
        int[] counts = new int[Result.values().length];
        int line = 1;
        while (line <= MAX_USERS && users.hasNext()) {
            int first = line;
            List<Optional<ImportedUser>> batch = next(users, Math.min(BATCH, MAX_USERS - line + 1));
            List<ImportedLine> stored = transactions.required(() -> store(batch, first, Actor.admin(adminId), origin));
            for (ImportedLine each : stored) {
                counts[each.result().ordinal()]++;
                report.accept(each);
            }
            line += batch.size();
        }
        return new ImportSummary(
                counts[Result.CREATED.ordinal()],
                counts[Result.EXISTS.ordinal()],
                counts[Result.INVALID.ordinal()],
                !users.hasNext());
    }

    private static <T> List<T> next(Iterator<T> all, int count) {
        List<T> batch = new ArrayList<>();
        while (batch.size() < count && all.hasNext()) {
            batch.add(all.next());
        }
        return batch;
    }

    private List<ImportedLine> store(List<Optional<ImportedUser>> batch, int first, Actor admin, Origin origin) {
        List<ImportedLine> lines = new ArrayList<>();
        for (Optional<ImportedUser> user : batch) {
            lines.add(store(user, first + lines.size(), admin, origin));
        }
        return lines;
    }

    private ImportedLine store(Optional<ImportedUser> user, int number, Actor admin, Origin origin) {
        List<FieldError> faults =
                user.map(form::faults).orElseGet(() -> List.of(FieldError.of("line", Problem.INVALID_TEXT)));
        if (!faults.isEmpty()) {
            return new ImportedLine(number, Result.INVALID, Optional.empty(), faults);
        }
        EmailAddress address = EmailAddress.parse(user.orElseThrow().email()).orElseThrow();
        Optional<UUID> made = accounts.insertIfAbsent(
                address, form.registration(user.get()), user.get().emailVerified());
        made.ifPresent(id -> trail.record(AuditEvent.success(EventType.ACCOUNT_REGISTERED, admin, origin)
                .about(id)
                .withEmail(address.value())
                .because("imported")));
        return new ImportedLine(number, made.isPresent() ? Result.CREATED : Result.EXISTS, made, List.of());
    }
}
