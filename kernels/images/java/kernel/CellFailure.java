package interview.kernel;

import java.util.ArrayList;
import java.util.List;

/** Why a cell failed, as a notebook shows it. */
final class CellFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String RED = "\u001B[31m";
    private static final String PLAIN = "\u001B[0m";

    private final String name;
    private final transient List<String> details;

    /** {@code name} and {@code message} are the first line of what is shown, {@code details} the others. */
    CellFailure(String name, String message, List<String> details) {
        super(message);
        this.name = name;
        this.details = List.copyOf(details);
    }

    static CellFailure interrupted() {
        return new CellFailure("Interrupted", "The cell was interrupted.", List.of());
    }

    /** An error of ours or of jjava's. */
    static CellFailure unexpected(Throwable error) {
        return new CellFailure(error.getClass().getName(), String.valueOf(error.getMessage()), List.of());
    }

    String name() {
        return name;
    }

    List<String> traceback() {
        List<String> lines = new ArrayList<>();
        lines.add(RED + name + PLAIN + (getMessage().isEmpty() ? "" : ": " + getMessage()));
        lines.addAll(details);
        return lines;
    }
}
