package org.rattache.platform.rest.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads ISO 8601 instants and nothing else: the module for java.time takes 7 for 1970, too. */
final class IsoInstants extends SimpleModule {

    private static final long serialVersionUID = 1L;

    IsoInstants() {
        super("rattache-iso-instants");
        addDeserializer(Instant.class, new Reader());
    }

    private static final class Reader extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            String text = parser.getText();
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                return (Instant)
                        context.handleWeirdStringValue(
                                Instant.class, text, "an ISO 8601 instant is expected");
            }
        }
    }
}
