package org.rattache.panel.core.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rattache.platform.api.Violations;

/**
 * The settings form of a plug-in: the part of JSON Schema that a form can show. An object of named
 * fields, each a string, an integer, a number or a boolean. A schema that says more is refused, so
 * that nobody believes in a check that is not made.
 */
record Settings(Map<String, Object> schema) {

    static final Settings NONE = new Settings(Map.of());

    private static final int MOST_FIELDS = 30;
    private static final int LONGEST_TEXT = 200;
    private static final Set<String> OF_FORM =
            Set.of("type", "properties", "required", "additionalProperties", "title");
    private static final Set<String> OF_FIELD =
            Set.of(
                    "type",
                    "title",
                    "x-title-en",
                    "description",
                    "x-description-en",
                    "default",
                    "enum",
                    "minimum",
                    "maximum",
                    "maxLength");
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean");

    /**
     * Checks a schema.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    static Settings of(Map<String, Object> schema) {
        only("settings", schema.keySet(), OF_FORM);
        Settings settings = new Settings(schema);
        require("object".equals(schema.get("type")), "settings: the type must be object.");
        require(
                settings.fields().size() <= MOST_FIELDS,
                "settings: at most " + MOST_FIELDS + " fields are allowed.");
        settings.fields()
                .forEach(
                        (name, field) -> {
                            String where = "settings." + name;
                            require(
                                    name.matches("[A-Za-z][A-Za-z0-9_-]{0,39}"),
                                    where + ": this is no name of a field.");
                            only(where, field.keySet(), OF_FIELD);
                            require(
                                    TYPES.contains(String.valueOf(field.get("type"))),
                                    where + ": the type must be one of " + TYPES + ".");
                            require(
                                    field.get("title") instanceof String,
                                    where + ": the title is missing.");
                            Violations violations = new Violations();
                            if (field.containsKey("default")) {
                                check(violations, where, field, field.get("default"));
                            }
                            require(
                                    violations.isEmpty(),
                                    where + ": the default is not what the field allows.");
                        });
        return settings;
    }

    private static void only(String where, Set<String> keywords, Set<String> known) {
        keywords.forEach(
                keyword ->
                        require(
                                known.contains(keyword),
                                where + ": the keyword " + keyword + " is not supported."));
    }

    private static void require(boolean fulfilled, String sentence) {
        if (!fulfilled) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** Name to its part of the schema. */
    private Map<String, Map<String, Object>> fields() {
        Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, field) -> fields.put((String) name, object(field)));
        }
        return fields;
    }

    private static Map<String, Object> object(Object json) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((name, part) -> object.put((String) name, part));
        }
        return object;
    }

    /**
     * The values that hold: what was set, laid over the defaults; what no longer fits is left out.
     */
    Map<String, Object> effective(Map<String, Object> set) {
        Map<String, Object> effective = new LinkedHashMap<>();
        fields().forEach(
                        (name, field) -> {
                            Violations violations = new Violations();
                            check(violations, name, field, set.get(name));
                            Object one =
                                    violations.isEmpty() && set.containsKey(name)
                                            ? set.get(name)
                                            : field.get("default");
                            if (one != null) {
                                effective.put(name, one);
                            }
                        });
        return effective;
    }

    /**
     * Checks what somebody sets.
     *
     * @throws org.rattache.platform.api.DomainException INVALID
     */
    void check(Map<String, Object> set) {
        Violations violations = new Violations();
        Map<String, Map<String, Object>> fields = fields();
        set.forEach(
                (name, one) -> {
                    if (fields.containsKey(name)) {
                        check(violations, "/settings/" + name, fields.get(name), one);
                    } else {
                        violations.add(
                                "/settings", "unknown-field", "There is no setting " + name + ".");
                    }
                });
        if (schema.get("required") instanceof List<?> required) {
            for (Object name : required) {
                violations.present("/settings/" + name, set.get(String.valueOf(name)));
            }
        }
        violations.throwIfAny();
    }

    private static void check(
            Violations violations, String pointer, Map<String, Object> field, Object one) {
        boolean fits =
                switch (String.valueOf(field.get("type"))) {
                    case "string" -> one instanceof String;
                    case "integer" -> one instanceof Integer || one instanceof Long;
                    case "number" -> one instanceof Number;
                    default -> one instanceof Boolean;
                };
        if (!fits) {
            violations.add(pointer, "wrong-type", "A " + field.get("type") + " is expected.");
        } else if (field.get("enum") instanceof List<?> choices && !choices.contains(one)) {
            violations.add(pointer, "unknown", "It must be one of " + choices + ".");
        } else if (one instanceof String text) {
            int longest =
                    field.get("maxLength") instanceof Number most
                            ? Math.min(most.intValue(), LONGEST_TEXT)
                            : LONGEST_TEXT;
            violations.optionalText(pointer, text, longest);
        } else if (one instanceof Number number) {
            boolean tooLow =
                    field.get("minimum") instanceof Number least
                            && number.doubleValue() < least.doubleValue();
            boolean tooHigh =
                    field.get("maximum") instanceof Number most
                            && number.doubleValue() > most.doubleValue();
            if (tooLow || tooHigh) {
                violations.add(pointer, "range", "This number is out of range.");
            }
        }
    }
}
