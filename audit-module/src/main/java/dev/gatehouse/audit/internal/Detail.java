package dev.gatehouse.audit.internal;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** An event's further facts, as JSON in the database and as plain values outside. */
final class Detail {

    /** Asked for once: the methods of {@code Json} search the class path at every call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final int MAX_TEXT = 2048;

    private Detail() {}

    /** What JSON has no form for (ids, times, constants) is written as its text. */
    static String asJson(Map<?, ?> facts) {
        return object(facts).toString();
    }

    static Map<String, Object> fromJson(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return plain(reader.readObject());
        }
    }

    private static JsonObject object(Map<?, ?> facts) {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        facts.forEach((name, value) -> object.add(text(name), value(value)));
        return object.build();
    }

    private static JsonArray array(Collection<?> values) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        values.forEach(value -> array.add(value(value)));
        return array.build();
    }

    private static JsonValue value(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        } else if (value instanceof Integer || value instanceof Long) {
            return JSON.createValue(((Number) value).longValue());
        } else if (value instanceof BigDecimal number) {
            return JSON.createValue(number);
        } else if (value instanceof BigInteger number) {
            return JSON.createValue(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            return JSON.createValue(number);
        } else if (value instanceof Map<?, ?> facts) {
            return object(facts);
        } else if (value instanceof Collection<?> values) {
            return array(values);
        }
        return value == null ? JsonValue.NULL : JSON.createValue(text(value));
    }

    private static String text(Object value) {
        return StorableText.of(value.toString(), MAX_TEXT);
    }

    private static Map<String, Object> plain(JsonObject object) {
        Map<String, Object> facts = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            if (value != JsonValue.NULL) {
                facts.put(name, plain(value));
            }
        });
        return facts;
    }

    private static Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> throw new IllegalArgumentException("null has no plain form");
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> plain((JsonNumber) value);
            case ARRAY ->
                value.asJsonArray().stream()
                        .filter(element -> element != JsonValue.NULL)
                        .map(Detail::plain)
                        .toList();
            case OBJECT -> plain(value.asJsonObject());
        };
    }

    private static Number plain(JsonNumber number) {
        BigDecimal exact = number.bigDecimalValue();
        boolean fitsLong = number.isIntegral() && exact.toBigInteger().bitLength() < Long.SIZE;
        return fitsLong ? (Number) exact.longValue() : exact;
    }
}
