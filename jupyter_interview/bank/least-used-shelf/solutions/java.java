import java.util.*;

class UsageShelf {
    private static class Card {
        int drawer;
        int uses = 1;

        Card(int drawer) {
            this.drawer = drawer;
        }
    }

    private final int capacity;
    private final Map<Integer, Card> cards = new HashMap<>();
    /** By number of uses, films in the order of last use; a LinkedHashSet is a linked list with a map to its nodes. */
    private final Map<Integer, LinkedHashSet<Integer>> groups = new HashMap<>();
    private int fewest;

    public UsageShelf(int capacity) {
        this.capacity = capacity;
    }

    public int ask(int film) {
        Card card = cards.get(film);
        if (card == null) {
            return -1;
        }
        use(film, card);
        return card.drawer;
    }

    public Integer shelve(int film, int drawer) {
        if (capacity == 0) {
            return null;
        }
        Card card = cards.get(film);
        if (card != null) {
            use(film, card);
            card.drawer = drawer;
            return null;
        }
        Integer left = null;
        if (cards.size() == capacity) {
            Iterator<Integer> lowest = groups.get(fewest).iterator();
            left = lowest.next();
            lowest.remove();
            cards.remove(left);
        }
        cards.put(film, new Card(drawer));
        fewest = 1;
        groups.computeIfAbsent(1, uses -> new LinkedHashSet<>()).add(film);
        return left;
    }

    private void use(int film, Card card) {
        LinkedHashSet<Integer> group = groups.get(card.uses);
        group.remove(film);
        if (group.isEmpty()) {
            groups.remove(card.uses);
            if (card.uses == fewest) {
                fewest++;
            }
        }
        card.uses++;
        groups.computeIfAbsent(card.uses, uses -> new LinkedHashSet<>()).add(film);
    }
}
