package dev.gatehouse.session;

import java.time.Duration;

/**
 * The numbers that sessions live by.
 *
 * @param issuer the public URL without a trailing slash: {@code iss} of access tokens
 * @param accessTokenLifetime how long an access token is valid
 * @param idle how long a session lives without use
 * @param absolute how long a session lives at most, counted from its sign-in
 * @param grace how long the previous refresh token still yields its successor; zero makes every second use a reuse
 */
public record SessionSettings(
        String issuer, Duration accessTokenLifetime, Duration idle, Duration absolute, Duration grace) {}
