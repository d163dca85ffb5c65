package dev.gatehouse.web.pages;

import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where to go after signing in: a path of ours, told by an allow-list. What browsers make of anything beyond it
 * ({@code //}, {@code /\}, tabs, user names, their encoded forms) was the hole in many a server.
 */
public final class ReturnAddress {

    private static final String PARAMETER = "returnTo";

    private static final int MAX_LENGTH = 500;
    private static final String SEGMENTS = "(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*+)?";
    /** Of the encoded characters none that is a control character. */
    private static final String QUERY = "(?:\\?(?:[A-Za-z0-9._~=&+-]|%(?!7[Ff])[2-9A-Fa-f][0-9A-Fa-f])*+)?";

    private static final Pattern LOCAL = Pattern.compile("/" + SEGMENTS + QUERY);

    private ReturnAddress() {}

    /**
     * The address that the request names, or the preset.
     *
     * @throws ProblemException {@code malformed_request} if it is not local
     */
    public static String of(HttpServletRequest request, String preset) {
        String[] named = request.getParameterValues(PARAMETER);
        if (named == null || named.length == 1 && named[0].isEmpty()) {
            return preset;
        }
        if (named.length != 1 || !isLocal(named[0])) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST);
        }
        return named[0];
    }

    /** The sign-in page's address for somebody who asked for another page and is to come back to it. */
    static String signInFor(HttpServletRequest request) {
        String query = request.getQueryString();
        String wanted = request.getMethod().equals("GET") && query != null
                ? request.getRequestURI() + "?" + query
                : request.getRequestURI();
        String signIn = Entrance.of(request).page("/login");
        return isLocal(wanted) ? keeping(signIn, wanted) : signIn;
    }

    /** A path of ours that leads on to where the visitor wanted to go. */
    public static String keeping(String path, String onwards) {
        return path + (path.contains("?") ? "&" : "?") + PARAMETER + "="
                + URLEncoder.encode(onwards, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    static boolean isLocal(String address) {
        return address.length() <= MAX_LENGTH && LOCAL.matcher(address).matches();
    }
}
