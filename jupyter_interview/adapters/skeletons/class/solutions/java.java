class RunningTotal {
    private long sum = 0;

    void add(int number) {
        sum += number;
    }

    long total() {
        return sum;
    }
}
