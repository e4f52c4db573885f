package interview.judge;

/** What a candidate reads of an error: only their own frames. */
final class Failures {
    private static final int KEPT = 4000;
    private static final int CAUSES = 5;

    private Failures() {}

    /** Runs the error's own {@code toString}, which is the candidate's code. */
    static String traceback(Throwable error) {
        StringBuilder out = new StringBuilder();
        Throwable shown = error;
        for (int depth = 0; shown != null && depth < CAUSES; depth++) {
            out.append(depth == 0 ? "" : "Caused by: ").append(cut(text(shown))).append('\n');
            for (StackTraceElement frame : shown.getStackTrace()) {
                if (CellCompiler.FILE.equals(frame.getFileName())) {
                    out.append("    at ").append(frame).append('\n');
                }
            }
            shown = shown.getCause();
        }
        return cut(out.toString().stripTrailing());
    }

    private static String text(Throwable error) {
        try {
            return String.valueOf(error);
        } catch (RuntimeException failed) {
            return error.getClass().getName();
        }
    }

    static String cut(String text) {
        if (text.length() <= KEPT) {
            return text;
        }
        return text.substring(0, KEPT / 3) + "\n    …\n" + text.substring(text.length() - 2 * KEPT / 3 + 10);
    }
}
