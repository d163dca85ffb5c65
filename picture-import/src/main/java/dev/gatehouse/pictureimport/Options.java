package dev.gatehouse.pictureimport;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the command line says. Secrets never stand there, where everybody on the machine could read them.
 *
 * @param admin the address that signs in
 * @param replacing whether accounts that have another picture get the one from the folder
 */
record Options(URI server, String admin, Path folder, boolean replacing) {

    static final String USAGE =
            "usage: --url=https://accounts.example.com --admin=you@example.com [--replace] FOLDER OF PICTURES";

    private static final Pattern SERVER = Pattern.compile("https?://[^/\\s@]+/?");
    private static final Pattern OWN_MACHINE =
            Pattern.compile("http://(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::.*)?/?");

    static Options of(String... arguments) {
        Optional<String> server = Optional.empty();
        Optional<String> admin = Optional.empty();
        Optional<String> folder = Optional.empty();
        boolean replacing = false;
        for (String argument : arguments) {
            if (argument.startsWith("--url=")) {
                server = Optional.of(argument.substring("--url=".length()));
            } else if (argument.startsWith("--admin=")) {
                admin = Optional.of(argument.substring("--admin=".length()));
            } else if (argument.equals("--replace")) {
                replacing = true;
            } else if (!argument.startsWith("-") && folder.isEmpty()) {
                folder = Optional.of(argument);
            } else {
                throw new ImportRefused("Not understood: " + argument + "\n" + USAGE);
            }
        }
        return new Options(server(given(server)), given(admin), folder(given(folder)), replacing);
    }

    private static String given(Optional<String> value) {
        return value.filter(text -> !text.isBlank()).orElseThrow(() -> new ImportRefused(USAGE));
    }

    /** A password goes over no network in the clear. */
    private static URI server(String text) {
        if (!SERVER.matcher(text).matches()) {
            throw new ImportRefused("Not the address of a server: " + text);
        }
        if (!text.startsWith("https:") && !OWN_MACHINE.matcher(text).matches()) {
            throw new ImportRefused("The address of a server on another machine begins with https: " + text);
        }
        return URI.create(text);
    }

    private static Path folder(String text) {
        Path folder = Path.of(text);
        if (!Files.isDirectory(folder)) {
            throw new ImportRefused("Not a folder: " + text);
        }
        return folder;
    }
}
