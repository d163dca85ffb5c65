package dev.gatehouse.web.files;

import dev.gatehouse.storage.FileType;
import dev.gatehouse.storage.Files;
import dev.gatehouse.storage.Position;
import dev.gatehouse.storage.StorageUsage;
import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.web.json.Cursor;
import dev.gatehouse.web.json.PageOf;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.PageText;
import dev.gatehouse.web.pages.Visitor;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.ShownBytes;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The visitor's files and the room for them. */
@Named
@RequestScoped
public class FilesPage {

    private static final int ON_A_PAGE = 25;
    private static final String CURSOR = "cursor";
    private static final String DELETE = "delete";
    private static final Set<FileType> PREVIEWED = Set.of(FileType.PNG, FileType.JPEG, FileType.GIF, FileType.WEBP);

    @Inject
    private Files files;

    @Inject
    private StorageUsage storageUsage;

    @Inject
    private Visitor visitor;

    @Inject
    private PageText text;

    @Inject
    private HttpServletRequest request;

    private PageOf<Row> page;
    private StorageUsage.Usage usage;
    private Optional<Row> toDelete;

    /** A file in words. */
    public record Row(UUID id, String name, String type, String size, Instant createdAt, boolean image) {}

    public List<Row> getRows() {
        return page().items();
    }

    /** The cursor of the older part, or null at the end. */
    public String getNext() {
        return page().nextCursor();
    }

    public boolean isNewest() {
        return request.getParameter(CURSOR) == null;
    }

    /** The file that the visitor is asked about; null if none. */
    public Row getToDelete() {
        if (toDelete == null) {
            toDelete = id(request.getParameter(DELETE))
                    .flatMap(id -> files.find(visitor.getAccount().id(), id))
                    .map(this::row);
        }
        return toDelete.orElse(null);
    }

    public void delete() {
        files.delete(visitor.getAccount().id(), getToDelete().id(), RequestOrigin.of(request));
        WayOn.to("/account/files", Notice.FILE_DELETED);
    }

    public long getUsedBytes() {
        return usage().usedBytes();
    }

    public long getQuotaBytes() {
        return usage().quotaBytes();
    }

    public long getFileCount() {
        return usage().fileCount();
    }

    public long getMaxFileBytes() {
        return usage().maxFileBytes();
    }

    public String getMaxFile() {
        return size(usage().maxFileBytes());
    }

    public String getUsed() {
        return text.of("files.used", size(usage().usedBytes()), size(usage().quotaBytes()));
    }

    private PageOf<Row> page() {
        if (page == null) {
            Optional<Position> after =
                    Cursor.place(request.getParameter(CURSOR)).map(place -> new Position(place.time(), place.id()));
            List<StoredFile> found = files.list(visitor.getAccount().id(), after, ON_A_PAGE + 1);
            page = Cursor.page(found, ON_A_PAGE, this::row, file -> new Cursor.Place(file.createdAt(), file.id()));
        }
        return page;
    }

    private StorageUsage.Usage usage() {
        if (usage == null) {
            usage = storageUsage.of(visitor.getAccount().id());
        }
        return usage;
    }

    private Row row(StoredFile file) {
        Optional<FileType> type = FileType.named(file.contentType());
        return new Row(
                file.id(),
                file.name(),
                type.map(FileType::name).orElse(""),
                size(file.size()),
                file.createdAt(),
                type.filter(PREVIEWED::contains).isPresent());
    }

    private String size(long bytes) {
        return ShownBytes.of(bytes, text.getLocale());
    }

    private static Optional<UUID> id(String text) {
        return Optional.ofNullable(text)
                .filter(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(UUID::fromString);
    }
}
