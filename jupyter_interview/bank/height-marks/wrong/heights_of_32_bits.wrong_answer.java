class SurveyBook {
    private final int[] parent;
    private final int[] above;

    public SurveyBook(int marks) {
        parent = new int[marks];
        above = new int[marks];
        for (int mark = 0; mark < marks; mark++) {
            parent[mark] = mark;
        }
    }

    public boolean enter(int low, int high, int rise) {
        int lowRoot = find(low);
        int highRoot = find(high);
        if (lowRoot == highRoot) {
            return above[high] - above[low] == rise;
        }
        parent[highRoot] = lowRoot;
        above[highRoot] = above[low] + rise - above[high];
        return true;
    }

    public Long rise(int low, int high) {
        return find(low) == find(high) ? (long) (above[high] - above[low]) : null;
    }

    private int find(int mark) {
        if (parent[mark] == mark) {
            return mark;
        }
        int root = find(parent[mark]);
        above[mark] += above[parent[mark]];
        parent[mark] = root;
        return root;
    }
}
