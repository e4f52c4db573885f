import java.util.*;

class Solution {
    private static final int NONE = -1;

    private int slots;
    private long[] rivals; // of each exam, as bits
    private int[] plan;

    public int[] planExams(int exams, int[][] conflicts, int slots) {
        this.slots = slots;
        rivals = new long[exams];
        for (int[] pair : conflicts) {
            rivals[pair[0]] |= 1L << pair[1];
            rivals[pair[1]] |= 1L << pair[0];
        }
        plan = new int[exams];
        Arrays.fill(plan, NONE);
        return decide(0) ? plan : new int[0];
    }

    /** Finds slots for all exams that have none yet, when the slots below `inUse` are used already. */
    private boolean decide(int inUse) {
        int exam = hardest();
        if (exam == NONE) {
            return true;
        }
        int taken = takenAround(exam);
        for (int slot = 0; slot < Math.min(inUse + 1, slots); slot++) { // unused slots are all alike: one will do
            if ((taken >> slot & 1) == 0) {
                plan[exam] = slot;
                if (decide(Math.max(inUse, slot + 1))) {
                    return true;
                }
            }
        }
        plan[exam] = NONE;
        return false;
    }

    /** The exam with the fewest slots left, which fails soonest if it must; NONE when all are decided. */
    private int hardest() {
        int best = NONE;
        int most = -1;
        for (int exam = 0; exam < plan.length; exam++) {
            int weight = 64 * Integer.bitCount(takenAround(exam)) + Long.bitCount(rivals[exam]);
            if (plan[exam] == NONE && weight > most) {
                best = exam;
                most = weight;
            }
        }
        return best;
    }

    private int takenAround(int exam) {
        int taken = 0;
        for (long left = rivals[exam]; left != 0; left &= left - 1) {
            int slot = plan[Long.numberOfTrailingZeros(left)];
            if (slot != NONE) {
                taken |= 1 << slot;
            }
        }
        return taken;
    }
}
