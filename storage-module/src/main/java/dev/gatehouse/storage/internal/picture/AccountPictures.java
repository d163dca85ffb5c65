package dev.gatehouse.storage.internal.picture;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.storage.FileType;
import dev.gatehouse.storage.PictureOutcome;
import dev.gatehouse.storage.Pictures;
import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.storage.internal.type.TypeJudge;
import dev.gatehouse.storage.internal.type.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The way of a picture: onto the disk as it comes, judged, drawn anew, kept, and then row and event in one commit. */
@ApplicationScoped
class AccountPictures implements Pictures {

    private static final Logger LOG = Logger.getLogger(AccountPictures.class.getName());
    private static final Set<FileType> TYPES = EnumSet.of(FileType.PNG, FileType.JPEG, FileType.GIF, FileType.WEBP);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TypeJudge judge;
    private final Darkroom darkroom;
    private final KeptPictures kept;
    private final Previews previews;
    private final AuditTrail trail;

    @Inject
    AccountPictures(TypeJudge judge, Darkroom darkroom, KeptPictures kept, Previews previews, AuditTrail trail) {
        this.judge = judge;
        this.darkroom = darkroom;
        this.kept = kept;
        this.previews = previews;
        this.trail = trail;
    }

    @Override
    public PictureOutcome change(UploadRequest request, InputStream body) {
        return change(request, NewPicture.ofOwner(request), body);
    }

    @Override
    public PictureOutcome bring(UploadRequest request, UUID adminId, boolean replacing, InputStream body) {
        return change(request, NewPicture.ofAdmin(request, adminId, replacing), body);
    }

    private PictureOutcome change(UploadRequest request, NewPicture wish, InputStream body) {
        if (request.length().least() > MOST_BYTES) {
            return new PictureOutcome.TooLarge(MOST_BYTES);
        }
        try (Spool sent = Spool.of(body, MOST_BYTES)) {
            if (sent.length() > MOST_BYTES) {
                return new PictureOutcome.TooLarge(MOST_BYTES);
            }
            return sent.length() < request.length().least()
                    ? new PictureOutcome.BrokenOff()
                    : judged(request, wish, sent);
        } catch (Spool.Unreadable e) {
            LOG.log(Level.FINE, "A picture was broken off", e);
            return new PictureOutcome.BrokenOff();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A picture could not be looked at: {0}", e.getMessage());
            return new PictureOutcome.Unavailable();
        }
    }

    private PictureOutcome judged(UploadRequest request, NewPicture wish, Spool sent) throws IOException {
        Verdict verdict = judge.judge(request.name(), request.declaredType(), sent.head(TypeJudge.HEAD), TYPES);
        if (verdict instanceof Verdict.Rejected rejected) {
            trail.recordRefusal(refused(request, wish, rejected));
            return new PictureOutcome.NotAPicture(rejected.reason());
        }
        Developed developed = darkroom.develop(sent, ((Verdict.Accepted) verdict).type(), LONGEST_SIDE, PATIENCE);
        if (developed instanceof Developed.Drawn drawn) {
            return kept.keep(wish, drawn);
        } else if (developed instanceof Developed.TooManyPixels tooMany) {
            return new PictureOutcome.TooManyPixels(tooMany.maxPixels());
        } else if (developed instanceof Developed.Unreadable) {
            return new PictureOutcome.NotAPicture("unreadable");
        }
        return new PictureOutcome.Unavailable();
    }

    @Override
    public Optional<Picture> find(UUID accountId) {
        return kept.find(accountId);
    }

    @Override
    public Optional<Content> read(UUID accountId) {
        return kept.read(accountId);
    }

    @Override
    public boolean remove(UUID accountId, Origin origin) {
        return kept.remove(accountId, origin);
    }

    @Override
    public Optional<Content> preview(UUID accountId, UUID fileId) {
        return previews.of(accountId, fileId);
    }

    private static AuditEvent refused(UploadRequest request, NewPicture wish, Verdict.Rejected rejected) {
        return AuditEvent.denied(EventType.FILE_REFUSED, wish.actor(), wish.origin())
                .about(wish.accountId())
                .because(rejected.reason())
                .with("kind", "picture")
                .with("detectedType", rejected.sniffed())
                .with("declaredType", request.declaredType().orElse(""));
    }
}
