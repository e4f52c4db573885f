class SurveyBook:
    def __init__(self, marks: int) -> None:
        self._parent = list(range(marks))
        self._above = [0] * marks  # height above the parent
        self._size = [1] * marks

    def enter(self, low: int, high: int, rise: int) -> bool:
        low_root, low_above = self._find(low)
        high_root, high_above = self._find(high)
        if low_root == high_root:
            return high_above - low_above == rise
        high_root_above = low_above + rise - high_above  # of the root of high, above the root of low
        if self._size[low_root] < self._size[high_root]:
            low_root, high_root, high_root_above = high_root, low_root, -high_root_above
        self._parent[high_root] = low_root
        self._above[high_root] = high_root_above
        self._size[low_root] += self._size[high_root]
        return True

    def rise(self, low: int, high: int) -> int | None:
        low_root, low_above = self._find(low)
        high_root, high_above = self._find(high)
        return high_above - low_above if low_root == high_root else None

    def _find(self, mark: int) -> tuple[int, int]:
        """The root of a mark's group and the mark's height above it. Halves the path on the way."""
        parent, above = self._parent, self._above
        total = 0
        while parent[mark] != mark:
            above[mark] += above[parent[mark]]
            parent[mark] = parent[parent[mark]]
            total += above[mark]
            mark = parent[mark]
        return mark, total
