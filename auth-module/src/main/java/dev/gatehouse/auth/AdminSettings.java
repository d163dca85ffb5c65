package dev.gatehouse.auth;

import java.util.Optional;

/**
 * How admins come to be and come in.
 *
 * @param secondFactorRequired whether they are let in with a second factor only
 * @param first the admin to make where there is none
 */
public record AdminSettings(boolean secondFactorRequired, Optional<First> first) {

    /** Address and password as configured, unchecked. */
    public record First(String email, String password) {

        @Override
        public String toString() {
            return "First[hidden]";
        }
    }
}
