package interview.kernel;

/** A cell's text, and where in it a snippet stands. */
record Source(int cell, String text) {
    /** The line, from 1, of the character at {@code offset}. */
    int line(int offset) {
        int line = 1;
        for (int at = 0; at < Math.min(offset, text.length()); at++) {
            if (text.charAt(at) == '\n') {
                line++;
            }
        }
        return line;
    }

    /** The line that {@code offset} is on, and below it a mark at that place. */
    String marked(int offset) {
        int at = Math.max(0, Math.min(offset, text.length()));
        int start = text.lastIndexOf('\n', at - 1) + 1;
        int end = text.indexOf('\n', at);
        String line = text.substring(start, end < 0 ? text.length() : end);
        return line + "\n" + " ".repeat(at - start) + "^";
    }

    /** A snippet that begins at {@code offset} of this cell. */
    record Place(Source source, int offset) {
        int line(int offsetInSnippet) {
            return source.line(offset + offsetInSnippet);
        }
    }
}
