package org.rattache.panel.core.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.rattache.panel.api.FirmChoice;
import org.rattache.panel.core.internal.jpa.ChoiceEntity;

/** Choices as they stand in the database: their settings are JSON. */
final class Choices {

    static final FirmChoice NONE = new FirmChoice(true, Map.of(), 0);

    private static final ObjectMapper JSON = new ObjectMapper();

    private Choices() {}

    static FirmChoice of(ChoiceEntity entity) {
        try {
            return new FirmChoice(
                    entity.isShown(),
                    JSON.readValue(entity.getSettings(), new TypeReference<>() {}),
                    entity.getVersion());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The settings in the database are no JSON.", e);
        }
    }

    static String json(Map<String, Object> settings) {
        try {
            return JSON.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // what came from JSON can be written as JSON
        }
    }
}
