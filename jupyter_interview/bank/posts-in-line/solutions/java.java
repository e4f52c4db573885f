import java.util.*;

class Solution {
    private record Direction(int east, int north) {
        /** The smallest step; of two opposite ones, that which leads east, or else north. */
        static Direction of(int east, int north) {
            int divisor = gcd(Math.abs(east), Math.abs(north));
            if (east < 0 || (east == 0 && north < 0)) {
                divisor = -divisor;
            }
            return new Direction(east / divisor, north / divisor);
        }

        private static int gcd(int a, int b) {
            while (b > 0) {
                int rest = a % b;
                a = b;
                b = rest;
            }
            return a;
        }
    }

    public int mostInLine(int[][] posts) {
        int most = Math.min(posts.length, 1);
        for (int index = 0; index < posts.length; index++) {
            Map<Direction, Integer> inDirection = new HashMap<>();
            for (int later = index + 1; later < posts.length; later++) {
                int east = posts[later][0] - posts[index][0];
                int north = posts[later][1] - posts[index][1];
                most = Math.max(most, 1 + inDirection.merge(Direction.of(east, north), 1, Integer::sum));
            }
        }
        return most;
    }
}
