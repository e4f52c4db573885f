package interview.judge;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Makes JSON of what was returned, if it is of the declared type. */
final class ValueWriter {
    /** What was returned is not of the declared type. */
    static final class WrongType extends RuntimeException {
        WrongType(String message) {
            super(message, null, false, false);
        }
    }

    /** More than may be returned. */
    static final class TooLarge extends RuntimeException {
        /** Whether nodes led here, which may have led round in a circle. */
        final boolean linked;

        TooLarge(boolean linked) {
            super(null, null, false, false);
            this.linked = linked;
        }
    }

    private final StringBuilder out = new StringBuilder();
    private final Nodes nodes;
    private final int limit;
    private boolean linked;

    ValueWriter(Nodes nodes, int limit) {
        this.nodes = nodes;
        this.limit = limit;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** Text between values, or a value that is JSON as it stands. */
    ValueWriter raw(String text) {
        out.append(text);
        if (out.length() > limit) {
            throw new TooLarge(linked);
        }
        return this;
    }

    void write(ValueType type, Object value) {
        if (type instanceof ValueType.Nothing) {
            raw("null");
        } else if (type instanceof ValueType.Nullable nullable) {
            if (value == null) {
                raw("null");
            } else {
                write(nullable.item(), value);
            }
        } else if (type instanceof ValueType.Scalar scalar) {
            scalar(scalar, value);
        } else if (type instanceof ValueType.ListOf list) {
            list(list.item(), value);
        } else if (type instanceof ValueType.MapOf map) {
            map(map, value);
        } else {
            linked((ValueType.Linked) type, value);
        }
    }

    private void scalar(ValueType.Scalar type, Object value) {
        switch (type.name()) {
            case "int", "long" -> {
                if (!isInteger(value)) {
                    throw wrong("an integer", value);
                }
                raw(value.toString());
            }
            case "float" -> {
                if (!isInteger(value) && !(value instanceof Double || value instanceof Float)) {
                    throw wrong("a number", value);
                }
                double number = ((Number) value).doubleValue();
                raw(Double.isFinite(number) ? Double.toString(number) : "\"" + number + "\"");
            }
            case "bool" -> {
                if (!(value instanceof Boolean)) {
                    throw wrong("a boolean", value);
                }
                raw(value.toString());
            }
            default -> string(value);
        }
    }

    private static boolean isInteger(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    private void string(Object value) {
        if (!(value instanceof String text)) {
            throw wrong("a string", value);
        }
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw new WrongType("the returned string is not valid Unicode text");
        }
        if (text.length() > limit) {
            throw new TooLarge(linked);
        }
        raw(Json.text(text));
    }

    private void list(ValueType item, Object value) {
        Iterable<?> items = value instanceof List<?> list ? list : null;
        if (items == null && (value == null || !value.getClass().isArray())) {
            throw wrong("an array", value);
        }
        raw("[");
        if (items == null) {
            for (int index = 0; index < Array.getLength(value); index++) {
                raw(index == 0 ? "" : ",").write(item, Array.get(value, index));
            }
        } else {
            String before = "";
            for (Object one : items) {
                raw(before).write(item, one);
                before = ",";
            }
        }
        raw("]");
    }

    private void map(ValueType.MapOf type, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("a Map", value);
        }
        raw("{");
        String before = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = entry.getKey();
            boolean numbers = type.key().name().equals("int");
            if (numbers ? !isInteger(key) : !(key instanceof String)) {
                throw wrong(numbers ? "an integer" : "a string", key);
            }
            raw(before);
            string(key.toString());
            raw(":").write(type.value(), entry.getValue());
            before = ",";
        }
        raw("}");
    }

    private void linked(ValueType.Linked type, Object value) {
        boolean outer = linked;
        linked = true;
        raw("[");
        if (type.node().equals("ListNode")) {
            linkedList(type, value);
        } else {
            tree(type, value);
        }
        raw("]");
        linked = outer;
    }

    private void linkedList(ValueType.Linked type, Object first) {
        String before = "";
        for (Object node = first; node != null; node = nodes.get(node, "next")) {
            raw(before).node(type, node);
            before = ",";
        }
    }

    /** In level order; nulls are held back until a node follows them. */
    private void tree(ValueType.Linked type, Object root) {
        Queue<Object[]> level = new ArrayDeque<>();
        Deque<String> held = new ArrayDeque<>();
        level.add(new Object[] {root});
        String before = "";
        while (!level.isEmpty()) {
            for (Object node : level.remove()) {
                if (node == null) {
                    held.add(before + "null");
                } else {
                    while (!held.isEmpty()) {
                        raw(held.remove());
                    }
                    raw(before).node(type, node);
                    level.add(new Object[] {nodes.get(node, "left"), nodes.get(node, "right")});
                }
                before = ",";
            }
        }
    }

    private void node(ValueType.Linked type, Object node) {
        if (!nodes.isOne(node, type.node())) {
            throw wrong("a " + type.node() + " or null", node);
        }
        scalar(type.item(), nodes.get(node, "val"));
    }

    private static WrongType wrong(String declared, Object value) {
        String found = value == null ? "null" : "a value of the type " + value.getClass().getSimpleName();
        return new WrongType(declared + " was declared, but the method returned " + found);
    }
}
