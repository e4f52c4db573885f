package interview.judge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A place in a text of JSON, read value by value: arguments become arrays without a list of boxes in between. */
final class Json {
    private final byte[] text;
    private int at;

    /** The text is the judge's own, so it is well-formed. */
    Json(byte[] text) {
        this.text = text;
    }

    /** A string as JSON. */
    static String text(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2);
        quote(value, out);
        return out.toString();
    }

    static void quote(String value, StringBuilder out) {
        out.append('"');
        for (int index = 0; index < value.length(); index++) {
            char one = value.charAt(index);
            if (one == '"' || one == '\\') {
                out.append('\\').append(one);
            } else if (one < ' ' || Character.isSurrogate(one)) {
                out.append(String.format("\\u%04x", (int) one));
            } else {
                out.append(one);
            }
        }
        out.append('"');
    }

    /** Whether the next value is null, which is then behind us. */
    boolean nothing() {
        if (peek() != 'n') {
            return false;
        }
        at += 4;
        return true;
    }

    boolean bool() {
        boolean value = peek() == 't';
        at += value ? 4 : 5;
        return value;
    }

    long integer() {
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        long value = 0;
        for (; at < text.length && text[at] >= '0' && text[at] <= '9'; at++) {
            value = 10 * value + text[at] - '0';
        }
        return negative ? -value : value;
    }

    /** A number, or the name of one that JSON does not have. */
    double number() {
        if (peek() == '"') {
            return Double.parseDouble(string());
        }
        int start = at;
        while (at < text.length && "+-.eE0123456789".indexOf(text[at]) >= 0) {
            at++;
        }
        return Double.parseDouble(new String(text, start, at - start, StandardCharsets.ISO_8859_1));
    }

    String string() {
        peek();
        int start = ++at;
        while (text[at] != '"' && text[at] != '\\') {
            at++;
        }
        String head = new String(text, start, at - start, StandardCharsets.UTF_8);
        return text[at++] == '"' ? head : escaped(head);
    }

    /** The rest of a string from behind its first backslash. */
    private String escaped(String head) {
        StringBuilder out = new StringBuilder(head);
        while (true) {
            char kind = (char) text[at++];
            switch (kind) {
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    out.append((char) Integer.parseInt(new String(text, at, 4, StandardCharsets.ISO_8859_1), 16));
                    at += 4;
                }
                default -> out.append(kind);
            }
            int start = at;
            while (text[at] != '"' && text[at] != '\\') {
                at++;
            }
            out.append(new String(text, start, at - start, StandardCharsets.UTF_8));
            if (text[at++] == '"') {
                return out.toString();
            }
        }
    }

    /** Step into an array or an object. */
    void open() {
        peek();
        at++;
    }

    /** In an array or an object: whether one more follows, with its comma behind us; else its end is. */
    boolean more() {
        byte next = peek();
        if (next == ',') {
            at++;
            return true;
        }
        if (next == ']' || next == '}') {
            at++;
            return false;
        }
        return true;
    }

    /** The name of an object's next value. */
    String key() {
        String name = string();
        peek();
        at++;
        return name;
    }

    /** Any value, as Java's collections have it. */
    Object any() {
        switch (peek()) {
            case '{':
                Map<String, Object> fields = new LinkedHashMap<>();
                for (open(); more(); ) {
                    fields.put(key(), any());
                }
                return fields;
            case '[':
                List<Object> items = new ArrayList<>();
                for (open(); more(); ) {
                    items.add(any());
                }
                return items;
            case '"':
                return string();
            case 't':
            case 'f':
                return bool();
            case 'n':
                nothing();
                return null;
            default:
                return number();
        }
    }

    private byte peek() {
        while (text[at] == ' ') {
            at++;
        }
        return text[at];
    }
}
