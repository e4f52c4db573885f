class Solution {
    public String leftHanging(String balloons) {
        StringBuilder hanging = new StringBuilder();
        for (char balloon : balloons.toCharArray()) {
            int last = hanging.length() - 1;
            if (last >= 0 && hanging.charAt(last) == balloon) {
                hanging.setLength(last);
            } else {
                hanging.append(balloon);
            }
        }
        return hanging.toString();
    }
}
