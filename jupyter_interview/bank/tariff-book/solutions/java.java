import java.util.*;

class TariffBook {
    private static class Place {
        final Place[] next = new Place[10];
        Integer rate;
        int count; // prefixes that end here or below
    }

    private final Place start = new Place();

    public void setRate(String prefix, int cents) {
        Place end = start;
        for (char digit : prefix.toCharArray()) {
            if (end.next[digit - '0'] == null) {
                end.next[digit - '0'] = new Place();
            }
            end = end.next[digit - '0'];
        }
        if (end.rate == null) {
            addAlong(prefix, 1);
        }
        end.rate = cents;
    }

    public boolean drop(String prefix) {
        Place end = follow(prefix);
        if (end == null || end.rate == null) {
            return false;
        }
        end.rate = null;
        addAlong(prefix, -1);
        return true;
    }

    public Integer rateOf(String number) {
        Integer rate = null;
        Place place = start;
        for (int read = 0; place != null; read++) {
            if (place.rate != null) {
                rate = place.rate;
            }
            place = read < number.length() ? place.next[number.charAt(read) - '0'] : null;
        }
        return rate;
    }

    public int countBelow(String digits) {
        Place end = follow(digits);
        return end == null ? 0 : end.count;
    }

    private Place follow(String digits) {
        Place place = start;
        for (int read = 0; read < digits.length() && place != null; read++) {
            place = place.next[digits.charAt(read) - '0'];
        }
        return place;
    }

    private void addAlong(String prefix, int change) {
        Place place = start;
        place.count += change;
        for (char digit : prefix.toCharArray()) {
            place = place.next[digit - '0'];
            place.count += change;
        }
    }
}
