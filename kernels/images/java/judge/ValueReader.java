package interview.judge;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Makes arguments of JSON, as the declared types are in Java. */
record ValueReader(Json json, Nodes nodes) {
    /** The next values of an array, which is behind us then: arguments, one for each type. */
    Object[] arguments(List<ValueType> types) {
        Object[] values = new Object[types.size()];
        json.open();
        for (int index = 0; json.more(); index++) {
            values[index] = read(types.get(index));
        }
        return values;
    }

    private Object read(ValueType type) {
        if (type instanceof ValueType.Scalar scalar) {
            return scalar(scalar);
        }
        if (type instanceof ValueType.ListOf list) {
            return list.item().equals(new ValueType.Scalar("int")) ? integers() : array(list.item());
        }
        if (type instanceof ValueType.Nullable nullable) {
            return json.nothing() ? null : read(nullable.item());
        }
        if (type instanceof ValueType.MapOf map) {
            return map(map);
        }
        ValueType.Linked linked = (ValueType.Linked) type;
        return linked.node().equals("ListNode") ? linkedList(linked.item()) : tree(linked.item());
    }

    private Object scalar(ValueType.Scalar type) {
        return switch (type.name()) {
            case "int" -> (int) json.integer();
            case "long" -> json.integer();
            case "float" -> json.number();
            case "bool" -> json.bool();
            default -> json.string();
        };
    }

    /** The commonest of large arguments, without a box for each. */
    private int[] integers() {
        int[] values = new int[16];
        int count = 0;
        for (json.open(); json.more(); count++) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count] = (int) json.integer();
        }
        return Arrays.copyOf(values, count);
    }

    private Object array(ValueType item) {
        List<Object> values = new ArrayList<>();
        for (json.open(); json.more(); ) {
            values.add(read(item));
        }
        Object array = Array.newInstance(item.javaClass(nodes), values.size());
        for (int index = 0; index < values.size(); index++) {
            Array.set(array, index, values.get(index));
        }
        return array;
    }

    private Map<Object, Object> map(ValueType.MapOf type) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (json.open(); json.more(); ) {
            String key = json.key();
            map.put(type.key().name().equals("int") ? (Object) Integer.valueOf(key) : key, read(type.value()));
        }
        return map;
    }

    private Object linkedList(ValueType.Scalar item) {
        Object first = null;
        Object last = null;
        for (json.open(); json.more(); ) {
            Object node = nodes.make("ListNode", scalar(item));
            if (last == null) {
                first = node;
            } else {
                nodes.set(last, "next", node);
            }
            last = node;
        }
        return first;
    }

    /** From level order, in which only present nodes have places for children. */
    private Object tree(ValueType.Scalar item) {
        Object root = null;
        Queue<Object> parents = new ArrayDeque<>();
        boolean left = true;
        for (json.open(); json.more(); ) {
            Object node = json.nothing() ? null : nodes.make("TreeNode", scalar(item));
            if (parents.isEmpty()) {
                root = node;
            } else {
                nodes.set(left ? parents.peek() : parents.remove(), left ? "left" : "right", node);
                left = !left;
            }
            if (node != null) {
                parents.add(node);
            }
        }
        return root;
    }
}
