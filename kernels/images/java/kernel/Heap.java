package interview.kernel;

/** What to do when the heap is full. */
final class Heap {
    /** Beyond this share in use after a collection, no further cell could be compiled. */
    private static final double FULL = 0.85;
    private static final int EXIT_CODE = 3;

    private Heap() {}

    /** Whether what the candidate's variables hold leaves no room to go on. */
    static boolean isFull() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() > FULL * runtime.maxMemory();
    }

    /** End the process, with the code that the JVM itself uses for this. For the kernel's own threads. */
    static Error exhausted(OutOfMemoryError error) {
        Runtime.getRuntime().halt(EXIT_CODE);
        return error;
    }
}
