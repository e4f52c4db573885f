class Solution {
    public int findGuide(int people, int[][] follows) {
        int[] trust = new int[people];
        for (int[] pair : follows) {
            trust[pair[0]]--;
            trust[pair[1]]++;
        }
        for (int person = 0; person < people; person++) {
            if (trust[person] == people - 1) {
                return person;
            }
        }
        return -1;
    }
}
