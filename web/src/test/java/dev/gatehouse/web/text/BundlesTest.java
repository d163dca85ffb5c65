package dev.gatehouse.web.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundlesTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d");

    private final Properties english = load("messages.properties");
    private final Properties german = load("messages_de.properties");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(new TreeSet<>(german.stringPropertyNames())).isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    }

    @Test
    void noTextIsEmptyAndEachTakesTheSameArguments() {
        for (String key : english.stringPropertyNames()) {
            assertThat(german.getProperty(key)).as(key).isNotBlank();
            assertThat(arguments(german.getProperty(key))).as(key).isEqualTo(arguments(english.getProperty(key)));
        }
    }

    @ParameterizedTest
    @EnumSource(FieldError.Problem.class)
    void everyFaultOfAFieldHasWords(FieldError.Problem problem) {
        for (Locale locale : Languages.SUPPORTED) {
            assertThat(FieldErrors.message(FieldError.of("email", problem, 8), locale))
                    .isNotBlank();
        }
    }

    @Test
    void everyEventHasWords() {
        assertThat(Arrays.stream(EventType.values()).map(type -> "event." + type.eventName()))
                .allSatisfy(key -> assertThat(english.getProperty(key)).as(key).isNotBlank());
    }

    private static TreeSet<String> arguments(String text) {
        TreeSet<String> found = new TreeSet<>();
        ARGUMENT.matcher(text).results().map(MatchResult::group).forEach(found::add);
        return found;
    }

    private static Properties load(String file) {
        Properties texts = new Properties();
        try (InputStream in = Messages.class.getResourceAsStream(file)) {
            texts.load(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }
}
