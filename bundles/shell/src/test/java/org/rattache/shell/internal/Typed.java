package org.rattache.shell.internal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** Stands for Karaf: fills the fields of commands and completers, and shows what they say. */
final class Typed {

    private Typed() {}

    /** What a command prints. */
    static String run(Action command) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            command.execute();
        } finally {
            System.setOut(console);
        }
        return said.toString(StandardCharsets.UTF_8).strip();
    }

    /** What Tab offers after some letters, with words before them. */
    static List<String> offered(Completer completer, String letters, String... before) {
        List<String> candidates = new ArrayList<>();
        completer.complete(null, line(letters, before), candidates);
        return candidates.stream().map(String::strip).toList();
    }

    /** A line with the cursor behind its last letter. */
    static CommandLine line(String letters, String... before) {
        return fake(
                CommandLine.class,
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "getCursorArgument" -> letters;
                            case "getArgumentPosition", "getBufferPosition" -> letters.length();
                            case "getCursorArgumentIndex" -> before.length;
                            case "getArguments" ->
                                    Stream.concat(Stream.of(before), Stream.of(letters))
                                            .toArray(String[]::new);
                            default -> throw new AssertionError(method);
                        });
    }

    static <T> T with(T target, String field, Object value) throws ReflectiveOperationException {
        Field declared = target.getClass().getDeclaredField(field);
        declared.setAccessible(true);
        declared.set(target, value);
        return target;
    }

    static Session session(String user) {
        return fake(
                Session.class,
                (proxy, method, arguments) -> "USER".equals(arguments[0]) ? user : null);
    }

    static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
