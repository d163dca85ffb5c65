package dev.gatehouse.seed;

import java.util.List;

/**
 * A demo person.
 *
 * @param language of their mails and pages
 * @param devices where they are to be found signed in
 * @param shows what looking at their account is good for
 */
record Person(String email, String firstName, String lastName, String language, List<Device> devices, String shows) {

    /** All of them have this one: it protects nothing. */
    static final String PASSWORD = "Correct-Horse-7";
}
