package interview.kernel;

import java.util.concurrent.Callable;

/**
 * Runs the candidate's code on a thread of its own, where it can be interrupted and has room for deep recursion.
 *
 * <p>An interrupt asks first ({@link Thread#interrupt}), which ends what sleeps, waits or prints. What goes on is stopped
 * after a moment, which ends any loop. What survives that (it catches everything) ends with the process.
 */
final class CellRunner {
    /** Reserved, not used: a page costs memory only when a recursion reaches it, and goes with the thread. */
    private static final long STACK_BYTES = 32 << 20;
    private static final long ASK_MILLIS = 300;
    private static final long STOP_MILLIS = 100;
    private static final int STOPS = 7;
    private static final int UNSTOPPABLE_EXIT_CODE = 75;

    private Run running;
    private boolean interrupted;

    /** One call, and how it ended. */
    private static final class Run extends Thread {
        private final Callable<?> work;
        private Object value;
        private Throwable failure;

        Run(Callable<?> work) {
            super(null, null, "cell", STACK_BYTES);
            this.work = work;
        }

        @Override
        public void run() {
            try {
                value = work.call();
            } catch (Throwable error) {
                failure = error;
            }
        }
    }

    /** A cell begins: interrupts from before do not concern it. */
    synchronized void begin() {
        interrupted = false;
    }

    /** Whether the cell that began last was interrupted since. */
    synchronized boolean wasInterrupted() {
        return interrupted;
    }

    /** Whether the calling thread runs a cell that was interrupted: a good place for it to end. */
    boolean mustEnd() {
        return Thread.currentThread() instanceof Run && wasInterrupted();
    }

    /** Call and wait. What the call throws is thrown here. */
    Object call(Callable<?> work) throws Throwable {
        if (Thread.currentThread() instanceof Run) {
            return work.call();
        }
        Run run = new Run(work);
        synchronized (this) {
            running = run;
        }
        run.start();
        run.join();
        synchronized (this) {
            running = null;
        }
        if (run.failure != null) {
            throw run.failure;
        }
        return run.value;
    }

    /** Interrupt what runs now. Returns at once. */
    void interrupt() {
        Run run;
        synchronized (this) {
            interrupted = true;
            run = running;
        }
        if (run != null) {
            Threads.start("interrupt", () -> end(run));
        }
    }

    // Gone from newer Javas, whose only way would be to end the process.
    @SuppressWarnings({"deprecation", "removal"})
    private static void end(Run run) {
        try {
            run.interrupt();
            run.join(ASK_MILLIS);
            for (int attempt = 0; run.isAlive() && attempt < STOPS; attempt++) {
                run.stop();
                run.join(STOP_MILLIS);
            }
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
        }
        if (run.isAlive()) {
            Runtime.getRuntime().halt(UNSTOPPABLE_EXIT_CODE);
        }
    }
}
