package interview.judge;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the supervisor says before the tests. */
record Job(
        String source, String kind, String name, List<ValueType> parameters, ValueType returns,
        Map<String, Operation> methods, int valueBytes) {
    /** A method of a class, as the tests call it. */
    record Operation(String name, List<ValueType> parameters, ValueType returns) {
        private static Operation of(Map<?, ?> fields) {
            return new Operation(
                    (String) fields.get("name"), types(fields.get("parameters")),
                    ValueType.parse((String) fields.get("returns")));
        }
    }

    static Job parse(String line) {
        Map<?, ?> fields = (Map<?, ?>) new Json(line.getBytes(StandardCharsets.UTF_8)).any();
        Map<String, Operation> methods = new LinkedHashMap<>();
        ((Map<?, ?>) fields.get("methods"))
                .forEach((name, method) -> methods.put((String) name, Operation.of((Map<?, ?>) method)));
        return new Job(
                (String) fields.get("source"), (String) fields.get("kind"), (String) fields.get("name"),
                types(fields.get("parameters")), ValueType.parse((String) fields.get("returns")), methods,
                ((Double) fields.get("valueBytes")).intValue());
    }

    private static List<ValueType> types(Object names) {
        return ((List<?>) names).stream().map(name -> ValueType.parse((String) name)).toList();
    }

    /** The class that the cell must define. */
    String mainClass() {
        return switch (kind) {
            case "function" -> "Solution";
            case "program" -> "Main";
            default -> name;
        };
    }

    /** Every type that the question declares. */
    Stream<ValueType> declared() {
        Stream<ValueType> ofMethods = methods.values().stream()
                .flatMap(method -> Stream.concat(method.parameters().stream(), Stream.of(method.returns())));
        return Stream.of(parameters.stream(), Stream.of(returns), ofMethods).flatMap(types -> types);
    }
}
