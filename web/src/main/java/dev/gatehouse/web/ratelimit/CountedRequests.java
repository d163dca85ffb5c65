package dev.gatehouse.web.ratelimit;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which limits a request counts against, told from its method and path alone: the call and the form that do the same are
 * the same here. Paths come as they were sent; the door lets no other spelling of one through than a last slash.
 */
final class CountedRequests {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern UNCOUNTED = Pattern.compile(
            "/(?:assets|jakarta\\.faces\\.resource|webjars|docs|openapi|health|metrics|\\.well-known)(?:/.*)?"
                    + "|/api/dev/rate-limits");
    private static final Pattern AUTH_CALLS = Pattern.compile(
            "/api/auth(?:/.*)?|/api/admin/(?:login|challenge/email|verify-2fa|refresh|logout|password/.*)");
    /** Forms of people who have not shown yet who they are. */
    private static final Pattern AUTH_FORMS =
            Pattern.compile("(?:/admin)?/(?:login|signup|verify|challenge|forgot|reset"
                    + "|invitation|enrolment|setup|unlock|not-me|email/confirm|email/undo)");

    private static final Pattern LOGIN = Pattern.compile("/api/(?:auth|admin)/login|(?:/admin)?/login");
    private static final Pattern SIGNUP = Pattern.compile("/api/auth/signup|/signup");
    private static final Pattern PASSWORD_RESET =
            Pattern.compile("/api/(?:auth|admin)/password/forgot|(?:/admin)?/forgot");

    private CountedRequests() {}

    /** The single act first, then the tier; none for what is not limited. */
    static List<Limit> limits(String method, String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (UNCOUNTED.matcher(plain).matches()) {
            return List.of();
        }
        boolean safe = SAFE_METHODS.contains(method);
        if (AUTH_CALLS.matcher(plain).matches()
                || !safe && AUTH_FORMS.matcher(plain).matches()) {
            return safe ? List.of(Limit.AUTH) : act(plain);
        }
        return List.of(safe ? Limit.READ : Limit.WRITE);
    }

    private static List<Limit> act(String path) {
        if (LOGIN.matcher(path).matches()) {
            return List.of(Limit.LOGIN, Limit.AUTH);
        }
        if (SIGNUP.matcher(path).matches()) {
            return List.of(Limit.SIGNUP, Limit.AUTH);
        }
        return PASSWORD_RESET.matcher(path).matches() ? List.of(Limit.PASSWORD_RESET, Limit.AUTH) : List.of(Limit.AUTH);
    }
}
