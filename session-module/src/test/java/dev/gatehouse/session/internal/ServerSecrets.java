package dev.gatehouse.session.internal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.HkdfPrfKey;
import com.google.crypto.tink.prf.HkdfPrfParameters;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** What start-up makes of {@code ENCRYPTION_KEY}. */
public final class ServerSecrets {

    private ServerSecrets() {}

    /** @param names of the secrets; the first is the primary one, equal names are equal secrets */
    public static PrfSet named(String... names) {
        try {
            KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
            for (String name : names) {
                KeysetHandle.Builder.Entry entry =
                        KeysetHandle.importKey(key(name)).withFixedId(name.hashCode());
                keyset.addEntry(name.equals(names[0]) ? entry.makePrimary() : entry);
            }
            return keyset.build().getPrimitive(PrfConfig2026.get(), PrfSet.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Aead aead() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get())
                    .getPrimitive(AeadConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HkdfPrfKey key(String name) throws GeneralSecurityException {
        byte[] secret = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        return HkdfPrfKey.builder()
                .setParameters(HkdfPrfParameters.builder()
                        .setKeySizeBytes(secret.length)
                        .setHashType(HkdfPrfParameters.HashType.SHA256)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(secret, InsecureSecretKeyAccess.get()))
                .build();
    }
}
