import java.util.*;

class Solution {
    public double[] mediansSoFar(int[] readings) {
        PriorityQueue<Integer> lower = new PriorityQueue<>(Comparator.reverseOrder());
        PriorityQueue<Integer> upper = new PriorityQueue<>();
        double[] medians = new double[readings.length];
        for (int i = 0; i < readings.length; i++) {
            if (lower.size() == upper.size()) {
                upper.add(readings[i]);
                lower.add(upper.poll());
                medians[i] = lower.peek();
            } else {
                lower.add(readings[i]);
                upper.add(lower.poll());
                medians[i] = (lower.peek() + (double) upper.peek()) / 2;
            }
        }
        return medians;
    }
}
