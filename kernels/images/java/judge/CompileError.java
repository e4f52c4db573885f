package interview.judge;

/** The cell cannot be compiled; the message is for the candidate. */
final class CompileError extends Exception {
    CompileError(String message) {
        super(message, null, false, false);
    }
}
