class Solution {
    public int mostInLine(int[][] posts) {
        int most = Math.min(posts.length, 2);
        for (int first = 0; first < posts.length; first++) {
            for (int second = first + 1; second < posts.length; second++) {
                int east = posts[second][0] - posts[first][0];
                int north = posts[second][1] - posts[first][1];
                int onLine = 2;
                for (int third = second + 1; third < posts.length; third++) {
                    if ((posts[third][0] - posts[first][0]) * north == (posts[third][1] - posts[first][1]) * east) {
                        onLine++;
                    }
                }
                most = Math.max(most, onLine);
            }
        }
        return most;
    }
}
