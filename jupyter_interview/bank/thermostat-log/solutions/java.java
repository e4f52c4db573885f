import java.util.*;

class ThermostatLog {
    private record Change(int minute, Integer target) {}

    private final Map<String, List<Change>> changes = new HashMap<>();

    public void setTarget(String room, int minute, int degrees) {
        enter(room, minute, degrees);
    }

    public void switchOff(String room, int minute) {
        enter(room, minute, null);
    }

    public Integer targetAt(String room, int minute) {
        List<Change> ofRoom = changes.getOrDefault(room, List.of());
        int low = 0;
        int high = ofRoom.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ofRoom.get(middle).minute() <= minute) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 ? ofRoom.get(low - 1).target() : null;
    }

    private void enter(String room, int minute, Integer target) {
        changes.computeIfAbsent(room, any -> new ArrayList<>()).add(new Change(minute, target));
    }
}
