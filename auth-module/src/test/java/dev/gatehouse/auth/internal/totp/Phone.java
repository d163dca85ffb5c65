package dev.gatehouse.auth.internal.totp;

import dev.gatehouse.auth.TotpEnrolment;
import java.time.Clock;
import org.bouncycastle.util.encoders.Base32;

/** An authenticator app that knows one secret. */
public final class Phone {

    private static final long STEP = 30_000;
    private static final long NEAR_THE_END = 4_000;

    private final TotpSecret secret;

    public Phone(TotpEnrolment enrolment) {
        secret = new TotpSecret(Base32.decode(enrolment.secret()));
    }

    /** The code of now. */
    public String code() {
        return code(0);
    }

    /** The code that is shown this many half minutes from now; never asked for shortly before the next one comes. */
    public String code(int later) {
        long left = STEP - Clock.systemUTC().millis() % STEP;
        if (left < NEAR_THE_END) {
            sleep(left + 50);
        }
        return secret.code(Clock.systemUTC().millis() / STEP + later);
    }

    /** One that is wrong for hours. */
    public String wrongCode() {
        return code(-1000);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
