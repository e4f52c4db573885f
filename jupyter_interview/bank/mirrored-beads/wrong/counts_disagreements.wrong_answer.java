class Solution {
    public boolean canBeMirrored(int[] beads) {
        int disagreements = 0;
        for (int left = 0, right = beads.length - 1; left < right; left++, right--) {
            if (beads[left] != beads[right]) {
                disagreements++;
            }
        }
        return disagreements <= 1;
    }
}
