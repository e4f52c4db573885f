class Solution {
    public boolean canBeMirrored(int[] beads) {
        int left = 0;
        int right = beads.length - 1;
        while (left < right && beads[left] == beads[right]) {
            left++;
            right--;
        }
        return isMirrored(beads, left + 1, right) || isMirrored(beads, left, right - 1);
    }

    private boolean isMirrored(int[] beads, int left, int right) {
        while (left < right && beads[left] == beads[right]) {
            left++;
            right--;
        }
        return left >= right;
    }
}
