package dev.gatehouse.auth.internal.password;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * bcrypt as OpenBSD, PHP and Python write it. It never saw more than the first 72 bytes of a password; the whole one
 * counts from the sign-in on that replaces the hash.
 */
final class BcryptHash implements LegacyHash {

    /** About a second of one core. */
    static final int MAX_COST = 14;

    private static final int MIN_COST = 4;
    private static final Pattern FORMAT = Pattern.compile("\\$2[aby]\\$(\\d{2})\\$[./A-Za-z0-9]{53}");

    @Override
    public boolean recognises(String stored) {
        return FORMAT.matcher(stored).matches();
    }

    @Override
    public boolean canVerify(String stored) {
        Matcher matcher = FORMAT.matcher(stored);
        if (!matcher.matches()) {
            return false;
        }
        int cost = Integer.parseInt(matcher.group(1));
        return cost >= MIN_COST && cost <= MAX_COST;
    }

    @Override
    public boolean matches(String password, String stored) {
        return canVerify(stored) && OpenBSDBCrypt.checkPassword(stored, password.toCharArray());
    }
}
