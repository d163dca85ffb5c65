package dev.gatehouse.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Fills a server's database, past its own code: 100,000 accounts with ten sessions each. */
final class Crowd {

    private static final String ACCOUNTS =
            """
            INSERT INTO auth.account (id, email, password_hash, first_name, last_name, user_type, email_verified_at)
            SELECT gen_random_uuid(), 'crowd' || n || '@example.com', NULL, 'Crowd', n::text, 'client', now()
            FROM generate_series(1, 100000) AS n
            """;

    private static final String SESSIONS =
            """
            INSERT INTO session.session (id, account_id, refresh_token_hash, authenticated_at, user_agent, ip_address,
              created_at, last_used_at, expires_at, absolute_expires_at)
            SELECT gen_random_uuid(), a.id, sha256(convert_to(a.id::text || n, 'UTF8')), now(), 'crowd', '192.0.2.1',
              now(), now(), now() + interval '7 days', now() + interval '30 days'
            FROM auth.account a, generate_series(1, 10) AS n
            WHERE a.email LIKE 'crowd%'
            """;

    private Crowd() {}

    static void moveInto(Path data) throws IOException, SQLException {
        try (ServerDatabase database = ServerDatabase.below(data)) {
            database.execute(ACCOUNTS);
            database.execute(SESSIONS);
            database.execute("ANALYZE");
            database.execute("CHECKPOINT");
        }
    }
}
