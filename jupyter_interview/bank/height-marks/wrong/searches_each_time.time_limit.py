class SurveyBook:
    def __init__(self, marks: int) -> None:
        self._neighbours: list[list[tuple[int, int]]] = [[] for _ in range(marks)]

    def enter(self, low: int, high: int, rise: int) -> bool:
        known = self.rise(low, high)
        if known is not None:
            return known == rise
        self._neighbours[low].append((high, rise))
        self._neighbours[high].append((low, -rise))
        return True

    def rise(self, low: int, high: int) -> int | None:
        heights = {low: 0}
        waiting = [low]
        while waiting:
            mark = waiting.pop()
            if mark == high:
                return heights[mark]
            for neighbour, step in self._neighbours[mark]:
                if neighbour not in heights:
                    heights[neighbour] = heights[mark] + step
                    waiting.append(neighbour)
        return None
