package dev.gatehouse.auth.internal.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The mail server of {@code SMTP_URL} and how we talk to it: {@code smtp} insists on STARTTLS, or takes it where it is
 * offered if the server is this machine; {@code ?starttls=required}, {@code optional} or {@code off} says otherwise.
 * {@code smtps} begins with TLS. The certificate must name the server.
 */
final class SmtpServer {

    private static final Duration CONVERSATION = Duration.ofSeconds(28);
    private static final String CONNECT_MILLIS = "3000";
    private static final String READ_MILLIS = "10000";

    /** By its name: what a name server says decides nothing about encryption. */
    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]", Pattern.CASE_INSENSITIVE);

    private final String host;
    private final int port;
    private final Optional<String> user;
    private final String password;
    private final Properties properties;

    private SmtpServer(URI address, String ownName) {
        boolean tls = "smtps".equalsIgnoreCase(address.getScheme());
        String[] login =
                Objects.requireNonNullElse(address.getRawUserInfo(), "").split(":", 2);
        this.host = address.getHost();
        this.port = address.getPort() > 0 ? address.getPort() : tls ? 465 : 587;
        this.user = Optional.of(decoded(login[0])).filter(name -> !name.isEmpty());
        this.password = login.length > 1 ? decoded(login[1]) : "";
        this.properties = properties(tls, Objects.requireNonNullElse(address.getQuery(), ""), ownName);
    }

    static SmtpServer at(URI address, String publicUrl) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(java.util.Locale.ROOT);
        if (address.getHost() == null || !(scheme.equals("smtp") || scheme.equals("smtps"))) {
            throw new IllegalArgumentException("the mail server's address is not smtp://host or smtps://host");
        }
        return new SmtpServer(
                address, Objects.requireNonNullElse(URI.create(publicUrl).getHost(), "localhost"));
    }

    /** Addresses beyond ASCII are sent as UTF-8 (RFC 6531): cut to bytes they could turn into line breaks. */
    Session session(OutgoingMail mail) {
        Properties own = new Properties();
        own.putAll(properties);
        own.put("mail.smtp.socketFactory", new DeadlineSockets(CONVERSATION));
        boolean ascii = mail.recipient().chars().allMatch(c -> c < 128);
        own.put("mail.mime.allowutf8", String.valueOf(!ascii));
        return Session.getInstance(own);
    }

    void connect(Transport connection) throws MessagingException {
        if (user.isPresent()) {
            connection.connect(host, port, user.get(), password);
        } else {
            connection.connect(host, port, null, null);
        }
    }

    private Properties properties(boolean tls, String query, String ownName) {
        Properties smtp = new Properties();
        smtp.put("mail.smtp.auth", String.valueOf(user.isPresent()));
        smtp.put("mail.smtp.ssl.enable", String.valueOf(tls));
        smtp.put("mail.smtp.ssl.checkserveridentity", "true");
        String starttls = starttls(List.of(query.split("&")));
        smtp.put("mail.smtp.starttls.enable", String.valueOf(!tls && !starttls.equals("off")));
        smtp.put("mail.smtp.starttls.required", String.valueOf(!tls && starttls.equals("required")));
        smtp.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        smtp.put("mail.smtp.timeout", READ_MILLIS);
        smtp.put("mail.smtp.writetimeout", READ_MILLIS);
        smtp.put("mail.smtp.socketFactory.fallback", "false");
        smtp.put("mail.smtp.localhost", ownName);
        smtp.put("mail.smtp.quitwait", "false");
        return smtp;
    }

    private String starttls(List<String> parameters) {
        String unlessTold = THIS_MACHINE.matcher(host).matches() ? "optional" : "required";
        return Stream.of("required", "optional", "off")
                .filter(choice -> parameters.contains("starttls=" + choice))
                .findFirst()
                .orElse(unlessTold);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    }
}
