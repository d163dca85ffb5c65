package dev.gatehouse.web.testing;

import java.util.UUID;

/** What an account's resumable uploads have left in the database. */
public record UploadTraces(Rows rows, UUID account) {

    private static final String PIECES =
            " FROM storage.upload_piece p JOIN storage.upload u ON u.id = p.upload_id WHERE u.account_id = ?";

    public long uploads() {
        return rows.number("SELECT count(*) FROM storage.upload WHERE account_id = ?", account);
    }

    public long pieces() {
        return rows.number("SELECT count(*)" + PIECES, account);
    }

    /** Under which key the only piece lies. */
    public String pieceKey() {
        return rows.text("SELECT p.object_key" + PIECES, account);
    }

    /** Uploads that somebody is writing to. */
    public long writers() {
        return rows.number("SELECT count(*) FROM storage.upload WHERE account_id = ? AND writer IS NOT NULL", account);
    }

    /** In bytes. */
    public long reserved() {
        return rows.number("SELECT coalesce(sum(reserved_bytes), 0) FROM storage.usage WHERE account_id = ?", account);
    }
}
