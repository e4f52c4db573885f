import java.util.*;

class Solution {
    private int[] sorted;
    private int share;
    private boolean[] hopeless; // by set of bags, as bits: whether the rest cannot be split

    public boolean canSplit(int[] bags, int porters) {
        int total = Arrays.stream(bags).sum();
        share = total / porters;
        sorted = bags.clone();
        Arrays.sort(sorted);
        if (total % porters != 0 || sorted[sorted.length - 1] > share) {
            return false;
        }
        hopeless = new boolean[1 << bags.length];
        return load(0, 0);
    }

    /** Whether the rest can be split when the bags in `gone` are, and the porter to be loaded carries `weight`. */
    private boolean load(int gone, int weight) {
        if (gone == hopeless.length - 1) {
            return true;
        }
        if (hopeless[gone]) {
            return false;
        }
        for (int place = sorted.length - 1; place >= 0; place--) {
            if ((gone >> place & 1) == 1 || weight + sorted[place] > share) {
                continue;
            }
            if (load(gone | 1 << place, (weight + sorted[place]) % share)) {
                return true;
            }
            if (weight == 0) { // somebody has to carry the heaviest bag, and it may as well be this porter
                break;
            }
        }
        hopeless[gone] = true;
        return false;
    }
}
