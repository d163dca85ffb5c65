package dev.gatehouse.web.export;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.AccountExport.Exported;
import dev.gatehouse.storage.OpenOutcome;
import dev.gatehouse.storage.Pictures;
import dev.gatehouse.storage.Position;
import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.web.files.PacedAnswer;
import dev.gatehouse.web.security.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The zip of an export, written file by file as they are read. What cannot be had is named in its place; what breaks
 * off on its way ends the answer without the zip's directory, so that nobody takes it for whole.
 */
final class AccountZip {

    private static final int PAGE = 200;

    private final ExportParts parts;
    private final Caller owner;
    private final Exported exported;
    private final Origin origin;
    private final EntryNames names = new EntryNames();
    private int missing;

    AccountZip(ExportParts parts, Caller owner, Exported exported, Origin origin) {
        this.parts = parts;
        this.owner = owner;
        this.exported = exported;
        this.origin = origin;
    }

    void writeTo(OutputStream answer) throws IOException {
        // Not closed where something fails: that would make it look whole.
        ZipOutputStream zip = new ZipOutputStream(answer, StandardCharsets.UTF_8);
        // Most of what people keep is compressed already.
        zip.setLevel(Deflater.NO_COMPRESSION);
        writePicture(zip);
        writeFiles(zip);
        zip.setLevel(Deflater.DEFAULT_COMPRESSION);
        zip.putNextEntry(new ZipEntry("account.json"));
        new AccountJson(parts, owner, exported, missing).writeTo(zip);
        zip.closeEntry();
        zip.finish();
        answer.flush();
    }

    private void writePicture(ZipOutputStream zip) throws IOException {
        UUID account = owner.accountId();
        if (parts.pictures().find(account).isEmpty()) {
            return;
        }
        Optional<Pictures.Content> picture = parts.pictures().read(account);
        if (picture.isEmpty()) {
            writeMissing(zip, "picture.missing.txt", "Your picture could not be read now.");
            return;
        }
        zip.putNextEntry(
                new ZipEntry("picture." + picture.get().picture().contentType().replaceAll(".*/", "")));
        zip.write(picture.get().bytes());
        zip.closeEntry();
    }

    private void writeFiles(ZipOutputStream zip) throws IOException {
        Optional<Position> after = Optional.empty();
        List<StoredFile> page;
        do {
            page = parts.files().list(owner.accountId(), after, PAGE);
            for (StoredFile file : page) {
                writeFile(zip, file);
                after = Optional.of(new Position(file.createdAt(), file.id()));
            }
        } while (page.size() == PAGE);
    }

    private void writeFile(ZipOutputStream zip, StoredFile file) throws IOException {
        OpenOutcome outcome = parts.files().open(owner.accountId(), file.id(), Optional.empty(), origin);
        if (outcome instanceof OpenOutcome.Content content) {
            try (var download = content.download()) {
                ZipEntry entry = new ZipEntry("files/" + names.unique(file.name()));
                entry.setLastModifiedTime(FileTime.from(file.createdAt()));
                zip.putNextEntry(entry);
                // Each file is paced by itself: the time that a backend takes is not the reader's.
                download.writeTo(new PacedAnswer(zip));
                zip.closeEntry();
            }
        } else if (outcome instanceof OpenOutcome.Unavailable) {
            writeMissing(zip, file, "The place where this file lies is away. It is still kept; export again later.");
        } else if (outcome instanceof OpenOutcome.Damaged) {
            writeMissing(zip, file, "This file is damaged where it lies. Its operator has been told.");
        }
        // Whoever deletes a file meanwhile does not want it.
    }

    private void writeMissing(ZipOutputStream zip, StoredFile file, String why) throws IOException {
        writeMissing(
                zip,
                "files/" + names.missing(file.name()),
                why + "\n\nname: " + file.name() + "\nid: " + file.id() + "\nsize: " + file.size() + "\nsha256: "
                        + file.sha256() + "\n");
    }

    private void writeMissing(ZipOutputStream zip, String name, String text) throws IOException {
        missing++;
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
