package dev.gatehouse.session.internal.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FastEllipticCurveTest {

    private static final byte[] MESSAGE = {1, 2, 3};

    @BeforeAll
    static void registerTwice() {
        FastEllipticCurve.register();
        FastEllipticCurve.register();
    }

    @Test
    void doesWithoutWhereTheNativeLibraryIsMissing() {
        assertThat(FastEllipticCurve.load(() -> {
                    throw new UnsatisfiedLinkError("no conscrypt_openjdk_jni");
                }))
                .isEmpty();
    }

    @Test
    void refusesASignatureOfAnotherMessage() throws GeneralSecurityException {
        KeyPair pair = pair("secp256r1");
        byte[] signature = sign("SHA256withECDSA", pair);

        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(pair.getPublic());
        verifier.update((byte) 9);
        assertThat(refuses(verifier, signature)).isTrue();
    }

    @Test
    void takesNothingElseOver() throws GeneralSecurityException {
        Provider ours = Security.getProvider(FastEllipticCurve.PROVIDER);

        assertThat(ours.getServices()).hasSize(2);
        assertThat(SSLContext.getInstance("TLS").getProvider().getName()).isEqualTo("SunJSSE");
        assertThat(MessageDigest.getInstance("SHA-256").getProvider().getName()).isEqualTo("SUN");
        assertThat(KeyPairGenerator.getInstance("EC").getProvider().getName()).isEqualTo("SunEC");
        assertThat(Signature.getInstance("SHA384withECDSA").getProvider().getName())
                .isEqualTo("SunEC");
    }

    @Test
    void isRegisteredOnce() {
        assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName))
                .startsWith(FastEllipticCurve.PROVIDER)
                .containsOnlyOnce(FastEllipticCurve.PROVIDER)
                .doesNotContain("Conscrypt");
    }

    @Test
    void servesWhoeverAsksTheJvm() throws GeneralSecurityException {
        KeyPair pair = pair("secp256r1");
        KeyFactory factory = KeyFactory.getInstance("EC");
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(
                factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded())));
        verifier.update(MESSAGE);

        assertThat(verifier.verify(sign("SHA256withECDSA", pair))).isTrue();
        assertThat(factory.getProvider().getName()).isEqualTo(FastEllipticCurve.PROVIDER);
        assertThat(verifier.getProvider().getName()).isEqualTo(FastEllipticCurve.PROVIDER);
    }

    @Test
    void leavesOtherCurvesAndDigestsWorking() throws GeneralSecurityException {
        for (String curve : new String[] {"secp256r1", "secp384r1", "secp521r1"}) {
            KeyPair pair = pair(curve);
            for (String algorithm : new String[] {"SHA256withECDSA", "SHA384withECDSA"}) {
                Signature verifier = Signature.getInstance(algorithm);
                verifier.initVerify(pair.getPublic());
                verifier.update(MESSAGE);
                assertThat(verifier.verify(sign(algorithm, pair)))
                        .as("%s %s", curve, algorithm)
                        .isTrue();
            }
        }
    }

    private static boolean refuses(Signature verifier, byte[] signature) {
        try {
            return !verifier.verify(signature);
        } catch (SignatureException e) {
            return true;
        }
    }

    private static byte[] sign(String algorithm, KeyPair pair) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(pair.getPrivate());
        signer.update(MESSAGE);
        return signer.sign();
    }

    private static KeyPair pair(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
