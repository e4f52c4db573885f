import java.util.*;

class CratePile {
    /** A crate with the lightest weight from the ground up to it, and how often that occurs. */
    private record Layer(int weight, int lightest, int howMany) {}

    private final Deque<Layer> layers = new ArrayDeque<>();

    public void put(int weight) {
        Layer below = layers.peek();
        if (below == null || weight < below.lightest()) {
            layers.push(new Layer(weight, weight, 1));
        } else {
            int more = weight == below.lightest() ? 1 : 0;
            layers.push(new Layer(weight, below.lightest(), below.howMany() + more));
        }
    }

    public Integer take() {
        return layers.isEmpty() ? null : layers.pop().weight();
    }

    public Integer lightest() {
        return layers.isEmpty() ? null : layers.peek().lightest();
    }

    public int howMany() {
        return layers.isEmpty() ? 0 : layers.peek().howMany();
    }
}
