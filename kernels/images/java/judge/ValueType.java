package interview.judge;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A declared type of arguments and results. */
sealed interface ValueType {
    record Scalar(String name) implements ValueType {}

    record ListOf(ValueType item) implements ValueType {}

    record Nullable(ValueType item) implements ValueType {}

    record MapOf(Scalar key, ValueType value) implements ValueType {}

    /** A linked list or a tree: nodes of a class that the cell defines, or that it is given. */
    record Linked(String node, Scalar item) implements ValueType {}

    /** {@code void}, and {@code json}, which stands where each method has a type of its own. */
    record Nothing() implements ValueType {}

    Map<String, Class<?>> PRIMITIVE = Map.of(
            "int", int.class, "long", long.class, "float", double.class, "bool", boolean.class, "string", String.class);
    Map<String, Class<?>> BOXED = Map.of(
            "int", Integer.class, "long", Long.class, "float", Double.class, "bool", Boolean.class,
            "string", String.class);

    static ValueType parse(String text) {
        if (text.endsWith("?")) {
            return new Nullable(parse(text.substring(0, text.length() - 1)));
        }
        if (text.endsWith("[]")) {
            return new ListOf(parse(text.substring(0, text.length() - 2)));
        }
        String inner = text.substring(text.indexOf('<') + 1, Math.max(text.length() - 1, 0));
        if (text.startsWith("map<")) {
            int comma = inner.indexOf(',');
            return new MapOf(new Scalar(inner.substring(0, comma)), parse(inner.substring(comma + 1)));
        }
        if (text.startsWith("linked_list<")) {
            return new Linked("ListNode", new Scalar(inner));
        }
        if (text.startsWith("tree<")) {
            return new Linked("TreeNode", new Scalar(inner));
        }
        return PRIMITIVE.containsKey(text) ? new Scalar(text) : new Nothing();
    }

    /** The type itself and those it is made of. */
    default List<ValueType> parts() {
        if (this instanceof ListOf list) {
            return join(list.item());
        }
        if (this instanceof Nullable nullable) {
            return join(nullable.item());
        }
        return this instanceof MapOf map ? join(map.value()) : List.of(this);
    }

    private List<ValueType> join(ValueType inner) {
        return Stream.concat(Stream.of(this), inner.parts().stream()).toList();
    }

    /** What it is in Java. */
    default Class<?> javaClass(Nodes nodes) {
        if (this instanceof Scalar scalar) {
            return PRIMITIVE.get(scalar.name());
        }
        if (this instanceof ListOf list) {
            return list.item().javaClass(nodes).arrayType();
        }
        if (this instanceof Nullable nullable) {
            return nullable.item() instanceof Scalar scalar ? BOXED.get(scalar.name()) : nullable.item().javaClass(nodes);
        }
        if (this instanceof Linked linked) {
            return nodes.named(linked.node());
        }
        return this instanceof MapOf ? Map.class : void.class;
    }
}
