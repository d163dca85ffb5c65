package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.Row;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncryptionKeysTest {

    private static final byte[] OLD = filled(1);
    private static final byte[] NEW = filled(2);
    private static final byte[] ROW = {1};
    private static final byte[] OTHER_ROW = {2};
    private static final byte[] SECRET = {42, 43, 44};

    @Test
    @Row("CR-04")
    void refusesAValueThatWasMovedToAnotherRow() throws GeneralSecurityException {
        byte[] stored = new EncryptionKeys(List.of(OLD)).aead().encrypt(SECRET, ROW);

        assertThatThrownBy(() -> new EncryptionKeys(List.of(OLD)).aead().decrypt(stored, OTHER_ROW))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    @Row("CR-04")
    void encryptsTheSameValueOtherwiseEachTime() throws GeneralSecurityException {
        var aead = new EncryptionKeys(List.of(OLD)).aead();

        assertThat(aead.encrypt(SECRET, ROW)).isNotEqualTo(aead.encrypt(SECRET, ROW));
    }

    @Test
    @Row("CR-04")
    void refusesAValueOfWhichOneBitWasChanged() throws GeneralSecurityException {
        var aead = new EncryptionKeys(List.of(OLD)).aead();
        byte[] stored = aead.encrypt(SECRET, ROW);

        for (int at = 0; at < stored.length; at++) {
            byte[] changed = stored.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> aead.decrypt(changed, ROW)).isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void refusesWhatAForgottenKeyEncrypted() throws GeneralSecurityException {
        byte[] stored = new EncryptionKeys(List.of(OLD)).aead().encrypt(SECRET, ROW);

        assertThatThrownBy(() -> new EncryptionKeys(List.of(NEW)).aead().decrypt(stored, ROW))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void readsWhatAnOlderKeyEncryptedAndWritesWithTheFirst() throws GeneralSecurityException {
        byte[] stored = new EncryptionKeys(List.of(OLD)).aead().encrypt(SECRET, ROW);
        var rotating = new EncryptionKeys(List.of(NEW, OLD)).aead();

        assertThat(rotating.decrypt(stored, ROW)).isEqualTo(SECRET);
        byte[] rewritten = rotating.encrypt(SECRET, ROW);
        assertThat(new EncryptionKeys(List.of(NEW)).aead().decrypt(rewritten, ROW))
                .isEqualTo(SECRET);
    }

    @Test
    void givesAKeyTheSameIdAtAnyPlaceInTheList() throws GeneralSecurityException {
        int before = new EncryptionKeys(List.of(OLD)).prfs().getPrimaryId();
        var rotating = new EncryptionKeys(List.of(NEW, OLD)).prfs();

        assertThat(rotating.getPrimaryId()).isNotEqualTo(before);
        assertThat(rotating.getPrfs()).containsKey(before);
    }

    @Test
    void derivesTheSameSecretsAtEveryStart() throws GeneralSecurityException {
        byte[] first = new EncryptionKeys(List.of(OLD)).prfs().computePrimary(SECRET, 32);

        assertThat(new EncryptionKeys(List.of(OLD)).prfs().computePrimary(SECRET, 32))
                .isEqualTo(first);
    }

    private static byte[] filled(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }
}
