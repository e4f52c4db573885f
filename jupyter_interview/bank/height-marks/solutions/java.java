class SurveyBook {
    private final int[] parent;
    private final long[] above; // height above the parent
    private final int[] size;

    private record Place(int root, long above) {}

    public SurveyBook(int marks) {
        parent = new int[marks];
        above = new long[marks];
        size = new int[marks];
        for (int mark = 0; mark < marks; mark++) {
            parent[mark] = mark;
            size[mark] = 1;
        }
    }

    public boolean enter(int low, int high, int rise) {
        Place lower = find(low);
        Place higher = find(high);
        if (lower.root == higher.root) {
            return higher.above - lower.above == rise;
        }
        long between = lower.above + rise - higher.above; // of the root of high, above the root of low
        if (size[lower.root] >= size[higher.root]) {
            hang(higher.root, lower.root, between);
        } else {
            hang(lower.root, higher.root, -between);
        }
        return true;
    }

    public Long rise(int low, int high) {
        Place lower = find(low);
        Place higher = find(high);
        return lower.root == higher.root ? higher.above - lower.above : null;
    }

    private void hang(int child, int root, long height) {
        parent[child] = root;
        above[child] = height;
        size[root] += size[child];
    }

    /** The root of a mark's group and the mark's height above it. Halves the path on the way. */
    private Place find(int mark) {
        long total = 0;
        while (parent[mark] != mark) {
            above[mark] += above[parent[mark]];
            parent[mark] = parent[parent[mark]];
            total += above[mark];
            mark = parent[mark];
        }
        return new Place(mark, total);
    }
}
