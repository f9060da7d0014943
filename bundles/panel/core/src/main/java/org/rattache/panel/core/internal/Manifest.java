package org.rattache.panel.core.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.rattache.panel.api.Panel;
import org.rattache.panel.api.Point;

/** What a plug-in's manifest says: docs/plugin-guide.md describes the file. */
record Manifest(Map<String, String> title, List<Panel> panels, Settings settings) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int API_VERSION = 1;
    private static final int MOST_PANELS = 20;
    private static final int LONGEST_TITLE = 60;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern MODULE =
            Pattern.compile("[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*\\.m?js");

    /** The folder of files in the bundle. */
    interface Folder {

        /** Whether the file is there; the path is relative to the folder. */
        boolean has(String path);
    }

    /**
     * Reads a manifest.
     *
     * @param base where the folder is served, with a slash at the end
     * @throws IllegalArgumentException with a sentence that says what is wrong
     * @throws IOException when it cannot be read, or is no JSON
     */
    static Manifest read(URL url, String base, Folder folder) throws IOException {
        Map<String, Object> json;
        try (InputStream in = url.openStream()) {
            json = JSON.readValue(in, new TypeReference<>() {});
        }
        require(
                Integer.valueOf(API_VERSION).equals(json.get("apiVersion")),
                "apiVersion must be " + API_VERSION + ".");
        List<Panel> panels = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Object entry : json.get("panels") instanceof List<?> list ? list : List.of()) {
            Panel panel = panel(object("a panel", entry), base, folder);
            require(ids.add(panel.id()), "the panel " + panel.id() + " stands there twice.");
            panels.add(panel);
        }
        require(panels.size() <= MOST_PANELS, "at most " + MOST_PANELS + " panels are allowed.");
        Settings settings =
                json.containsKey("settings")
                        ? Settings.of(object("settings", json.get("settings")))
                        : Settings.NONE;
        return new Manifest(title("title", json.get("title")), panels, settings);
    }

    private static Panel panel(Map<String, Object> json, String base, Folder folder) {
        String id = String.valueOf(json.get("id"));
        require(ID.matcher(id).matches(), id + " is no id of a panel.");
        String where = "the panel " + id + ": ";
        String module = String.valueOf(json.get("module"));
        require(
                MODULE.matcher(module).matches() && folder.has(module),
                where + "there is no module ui/" + module + ".");
        Object order = json.getOrDefault("order", 0);
        require(order instanceof Integer, where + "the order must be a whole number.");
        Object forWhom = json.getOrDefault("for", "everybody");
        require(
                Set.of("everybody", "administrators").contains(forWhom),
                where + "for must be everybody or administrators.");
        return new Panel(
                id,
                Point.of(String.valueOf(json.get("point")))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                where
                                                        + "there is no point "
                                                        + json.get("point")
                                                        + ".")),
                base + module,
                (Integer) order,
                title(where + "title", json.get("title")),
                forWhom.equals("administrators"));
    }

    private static Map<String, String> title(String where, Object json) {
        Map<String, Object> title = object(where, json);
        for (String language : List.of("fr", "en")) {
            require(
                    title.get(language) instanceof String text
                            && !text.isBlank()
                            && text.length() <= LONGEST_TITLE
                            && text.chars().noneMatch(Character::isISOControl),
                    where
                            + ": "
                            + language
                            + " must be a text of at most "
                            + LONGEST_TITLE
                            + " characters.");
        }
        return Map.of("fr", (String) title.get("fr"), "en", (String) title.get("en"));
    }

    private static Map<String, Object> object(String where, Object json) {
        require(json instanceof Map, where + " must be an object.");
        return JSON.convertValue(json, new TypeReference<>() {});
    }

    private static void require(boolean fulfilled, String sentence) {
        if (!fulfilled) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
