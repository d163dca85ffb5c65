package dev.gatehouse.web.json;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.Problem.InvalidField;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a record of texts and flags from a JSON object. Unknown fields are ignored, missing ones are null; a value of
 * another type is told by its field's name.
 */
final class RecordBinder {

    private RecordBinder() {}

    static <T extends Record> T bind(JsonObject json, Class<T> type) {
        List<InvalidField> errors = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> value(json, component, errors))
                .toArray();
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(ProblemCode.VALIDATION_FAILED, errors));
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(JsonObject json, RecordComponent component, List<InvalidField> errors) {
        JsonValue value = json.get(component.getName());
        if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
            return null;
        }
        if (component.getType() == String.class) {
            if (value instanceof JsonString string) {
                return text(string.getString(), component.getName(), errors);
            }
            errors.add(new InvalidField(component.getName(), "must be a text"));
        } else if (component.getType() == Boolean.class) {
            if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
                return value == JsonValue.TRUE;
            }
            errors.add(new InvalidField(component.getName(), "must be true or false"));
        } else {
            throw new IllegalStateException(component + " cannot be bound");
        }
        return null;
    }

    /** PostgreSQL takes no NUL, and half of a surrogate pair has no UTF-8 form. */
    private static String text(String text, String field, List<InvalidField> errors) {
        boolean wellFormed = text.indexOf('\0') < 0
                && text.codePoints()
                        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        if (!wellFormed) {
            errors.add(new InvalidField(field, "has characters that no text may have"));
        }
        return text;
    }
}
