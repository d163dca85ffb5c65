package dev.gatehouse.web.startup;

import com.google.crypto.tink.Aead;
import com.nimbusds.jose.jwk.ECKey;
import dev.gatehouse.web.testing.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;

/** The key that a running server signs with, opened by the server's own encryption key. */
public final class GenuineKey {

    private GenuineKey() {}

    public static ECKey of(Server server) throws IOException, GeneralSecurityException, ParseException {
        String encoded =
                Files.readString(server.data().resolve("encryption.key")).strip();
        Aead aead = new EncryptionKeys(List.of(Base64.getDecoder().decode(encoded))).aead();
        String id = server.rows().text("SELECT id FROM session.signing_key ORDER BY signs_from LIMIT 1");
        String locked = server.rows()
                .text("SELECT encode(private_key, 'base64') FROM session.signing_key WHERE id::text = ?", id);
        byte[] pair = aead.decrypt(Base64.getMimeDecoder().decode(locked), id.getBytes(StandardCharsets.UTF_8));
        return ECKey.parse(new String(pair, StandardCharsets.UTF_8));
    }
}
