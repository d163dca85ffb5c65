package dev.gatehouse.web.startup;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.prf.HkdfPrfKey;
import com.google.crypto.tink.prf.HkdfPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * What {@code ENCRYPTION_KEY} opens. No key of it is used as it is: each purpose has its own, derived by HKDF
 * (RFC 5869), and each derived key bears an id that stays the same when the list changes.
 */
final class EncryptionKeys {

    private static final int BYTES = 32;
    private static final String FILE = "encryption.key";

    private final List<byte[]> keys;

    EncryptionKeys(List<byte[]> keys) {
        this.keys = List.copyOf(keys);
    }

    /** The configured keys, or, where there are none (development), one that is kept in the data folder. */
    static EncryptionKeys of(Settings settings) {
        if (!settings.encryptionKeys().isEmpty()) {
            return new EncryptionKeys(settings.encryptionKeys());
        }
        try {
            return new EncryptionKeys(List.of(loadedOrMadeIn(settings.dataFolder())));
        } catch (IOException e) {
            throw new IllegalStateException("The encryption key cannot be kept: " + e.getMessage(), e);
        }
    }

    /** AES-256-GCM under the first key; what older keys encrypted stays readable. */
    Aead aead() throws GeneralSecurityException {
        AeadConfig.register();
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
        for (byte[] key : keys) {
            byte[] derived = derive(key, "gatehouse data at rest");
            var entry = KeysetHandle.importKey(AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(derived, InsecureSecretKeyAccess.get()))
                    .setIdRequirement(id(derived))
                    .build());
            keyset.addEntry(key == keys.get(0) ? entry.makePrimary() : entry);
        }
        return keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** Pseudo-random functions (HKDF-SHA-256) to derive further keys from; the primary is the first key's. */
    PrfSet prfs() throws GeneralSecurityException {
        PrfConfig.register();
        var parameters = HkdfPrfParameters.builder()
                .setKeySizeBytes(BYTES)
                .setHashType(HkdfPrfParameters.HashType.SHA256)
                .build();
        KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
        for (byte[] key : keys) {
            byte[] derived = derive(key, "gatehouse derived keys");
            var entry = KeysetHandle.importKey(HkdfPrfKey.builder()
                            .setParameters(parameters)
                            .setKeyBytes(SecretBytes.copyFrom(derived, InsecureSecretKeyAccess.get()))
                            .build())
                    .withFixedId(id(derived));
            keyset.addEntry(key == keys.get(0) ? entry.makePrimary() : entry);
        }
        return keyset.build().getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    }

    private static byte[] derive(byte[] key, String purpose) throws GeneralSecurityException {
        return Hkdf.computeHkdf("HMACSHA256", key, new byte[0], purpose.getBytes(StandardCharsets.US_ASCII), BYTES);
    }

    /** An id that follows from the key alone, so that rows written under it find it again at any place in the list. */
    private static int id(byte[] derived) throws GeneralSecurityException {
        byte[] fingerprint =
                Hkdf.computeHkdf("HMACSHA256", derived, new byte[0], "id".getBytes(StandardCharsets.US_ASCII), 4);
        return ByteBuffer.wrap(fingerprint).getInt() & Integer.MAX_VALUE;
    }

    private static byte[] loadedOrMadeIn(Path data) throws IOException {
        PrivateFiles.createDirectories(data);
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            byte[] key = new byte[BYTES];
            new SecureRandom().nextBytes(key);
            PrivateFiles.write(file, Base64.getEncoder().encodeToString(key) + "\n");
        }
        return Base64.getDecoder().decode(Files.readString(file).strip());
    }
}
