package dev.gatehouse.auth.internal.password;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id itself (RFC 9106), without salt making and encoding. */
interface Argon2Function {

    byte[] tag(byte[] password, byte[] salt, Argon2Cost cost, int tagLength);

    /** The native library, or, with one warning, the slower Java code where it cannot be loaded. */
    static Argon2Function fastest() {
        try {
            nativeCode(new byte[1], new byte[16], new Argon2Cost(8, 1, 1), 32);
            return Argon2Function::nativeCode;
        } catch (LinkageError | RuntimeException e) {
            Logger log = System.getLogger(Argon2Function.class.getName());
            log.log(Level.WARNING, "native Argon2 cannot be loaded, hashing takes longer: " + e.getMessage());
            return Argon2Function::javaCode;
        }
    }

    static byte[] nativeCode(byte[] password, byte[] salt, Argon2Cost cost, int tagLength) {
        return Argon2Factory.createAdvanced(Argon2Types.ARGON2id, salt.length, tagLength)
                .rawHash(cost.iterations(), cost.memoryKib(), cost.parallelism(), password, salt);
    }

    static byte[] javaCode(byte[] password, byte[] salt, Argon2Cost cost, int tagLength) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .build());
        byte[] tag = new byte[tagLength];
        generator.generateBytes(password, tag);
        return tag;
    }
}
