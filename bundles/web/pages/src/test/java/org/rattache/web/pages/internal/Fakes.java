package org.rattache.web.pages.internal;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Services of which only the named methods may be called: anything else fails the test. */
final class Fakes {

    private Fakes() {}

    static <T> T service(Class<T> type, Map<String, Function<Object[], Object>> methods) {
        return type.cast(
                Proxy.newProxyInstance(
                        Fakes.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            Function<Object[], Object> body = methods.get(method.getName());
                            if (body == null) {
                                throw new AssertionError("called: " + method.getName());
                            }
                            return body.apply(arguments);
                        }));
    }

    /** A visit in English, with the link's token "t". */
    static Visit visit(Map<String, String> fields) {
        return new Visit(
                Language.EN,
                "/page",
                Optional.of("t"),
                fields,
                Optional.of("session"),
                "192.0.2.1",
                false);
    }
}
