class Solution {
    public long fewestStars(int[] points) {
        int[] fromLeft = new int[points.length]; // steps in a row by which the points rise up to a child
        for (int child = 1; child < points.length; child++) {
            fromLeft[child] = points[child] > points[child - 1] ? fromLeft[child - 1] + 1 : 0;
        }
        int stars = 0;
        int fromRight = 0;
        for (int child = points.length - 1; child >= 0; child--) {
            boolean rises = child + 1 < points.length && points[child] > points[child + 1];
            fromRight = rises ? fromRight + 1 : 0;
            stars += 1 + Math.max(fromLeft[child], fromRight);
        }
        return stars;
    }
}
