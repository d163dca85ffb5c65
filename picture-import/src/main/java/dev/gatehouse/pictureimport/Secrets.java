package dev.gatehouse.pictureimport;

import java.io.Console;
import java.util.Optional;

/** Asked for at the console, where they are not shown; or taken from the environment, where there is no console. */
final class Secrets {

    static final String PASSWORD = "GATEHOUSE_PASSWORD";
    static final String CODE = "GATEHOUSE_CODE";

    private Secrets() {}

    static String password() {
        return secret(PASSWORD, "Password: ");
    }

    static String code() {
        return secret(CODE, "Code of the authenticator app: ");
    }

    private static String secret(String variable, String question) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isEmpty())
                .or(() -> asked(question))
                .orElseThrow(() -> new ImportRefused("There is no console to ask at: set " + variable));
    }

    private static Optional<String> asked(String question) {
        Console console = System.console();
        return Optional.ofNullable(console)
                .flatMap(here -> Optional.ofNullable(here.readPassword("%s", question)))
                .map(String::new);
    }
}
