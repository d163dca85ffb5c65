package dev.gatehouse.storage.internal;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.UUID;

/**
 * An id that may be NULL: EclipseLink 4.0's own converter of UUIDs throws a NullPointerException there, and stands
 * aside where an attribute has another one. Public, because EclipseLink instantiates it by plain reflection.
 */
@Converter
public class NullableUuid implements AttributeConverter<UUID, UUID> {

    @Override
    public UUID convertToDatabaseColumn(UUID id) {
        return id;
    }

    @Override
    public UUID convertToEntityAttribute(UUID column) {
        return column;
    }
}
