package dev.gatehouse.storage.internal.upload;

import dev.gatehouse.storage.ExpectedLength;
import dev.gatehouse.storage.FileType;
import dev.gatehouse.storage.internal.backend.Backend;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.Backends;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import dev.gatehouse.storage.internal.quota.Room;
import dev.gatehouse.storage.internal.type.TypeJudge;
import dev.gatehouse.storage.internal.type.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes content in: recognised by its beginning, then counted, hashed and stored as it comes. Every way in goes through
 * here, so that the same is refused everywhere.
 */
@ApplicationScoped
public class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class.getName());

    private final TypeJudge judge;
    private final Backends backends;

    @Inject
    public Intake(TypeJudge judge, Backends backends) {
        this.judge = judge;
        this.backends = backends;
    }

    /**
     * What is known of content before it comes.
     *
     * @param types what it may be
     * @param maxBytes longer content is refused
     */
    public record Claim(
            String name, Optional<String> declaredType, ExpectedLength length, Set<FileType> types, long maxBytes) {}

    /** Reads the source to its end, if it may be kept; blocks as long as its sender takes, and holds no connection. */
    public Taken take(InputStream source, Claim claim, Room room) {
        try {
            byte[] head = source.readNBytes(TypeJudge.HEAD);
            Verdict verdict = judge.judge(claim.name(), claim.declaredType(), head, claim.types());
            if (verdict instanceof Verdict.Accepted accepted) {
                InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), source);
                return store(new MeasuredStream(whole, claim.length(), claim.maxBytes(), room), accepted.type());
            }
            Verdict.Rejected rejected = (Verdict.Rejected) verdict;
            // A beginning cut short looks like many things.
            return head.length < Math.min(TypeJudge.HEAD, claim.length().least())
                    ? new Taken.BrokenOff()
                    : new Taken.Rejected(rejected.reason(), rejected.sniffed());
        } catch (IOException e) {
            return brokenOff(e);
        } catch (UncheckedIOException e) {
            return e.getCause() instanceof MeasuredStream.Stopped stopped ? stopped.why() : brokenOff(e);
        } catch (BackendUnavailable e) {
            LOG.log(Level.WARNING, "An upload could not be stored: {0}", e.getMessage());
            return new Taken.Unavailable();
        }
    }

    /** Takes an object back whose row could not be written; where that fails, the sweeper will find it. */
    public void takeBack(Taken.Kept kept) {
        try {
            backends.named(kept.backend()).delete(kept.key());
        } catch (BackendUnavailable e) {
            LOG.log(Level.WARNING, "An object without a row is left for the sweeper: {0}", e.getMessage());
        }
    }

    private Taken store(MeasuredStream content, FileType type) {
        Backend backend = backends.forWriting();
        ObjectKey key = ObjectKey.draw();
        backend.put(key, content);
        return new Taken.Kept(backend.name(), key, type, content.size(), content.sha256());
    }

    private static Taken brokenOff(Exception cause) {
        LOG.log(Level.FINE, "An upload was broken off", cause);
        return new Taken.BrokenOff();
    }
}
