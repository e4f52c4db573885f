package interview.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;

/** What a test shares with the next one in the process, as it is before the test. */
final class Surroundings {
    private static final long GRACE_MILLIS = 50;

    private final Set<Thread> threads = new HashSet<>(threads());
    private final Properties properties = (Properties) System.getProperties().clone();
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();
    private final Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();

    /** The threads that were not there before and have not ended. */
    List<Thread> left() {
        List<Thread> left = threads();
        left.removeAll(threads);
        return left;
    }

    /** Put all back. Whether no thread is left, after a moment for those that end. */
    boolean restore() throws InterruptedException {
        System.setProperties(properties);
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
        Thread.setDefaultUncaughtExceptionHandler(handler);
        long until = System.nanoTime() + GRACE_MILLIS * 1_000_000;
        for (Thread thread : left()) {
            thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
        }
        return left().isEmpty();
    }

    private static List<Thread> threads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] found = new Thread[64];
        int count = root.enumerate(found);
        while (count == found.length) {
            found = new Thread[2 * found.length];
            count = root.enumerate(found);
        }
        return new ArrayList<>(Arrays.asList(found).subList(0, count));
    }
}
