class SurveyBook:
    def __init__(self, marks: int) -> None:
        self._parent = list(range(marks))
        self._above = [0] * marks
        self._size = [1] * marks

    def enter(self, low: int, high: int, rise: int) -> bool:
        low_root, low_above = self._find(low)
        high_root, high_above = self._find(high)
        if low_root == high_root:
            return high_above - low_above == rise
        difference = low_above + rise - high_above
        if self._size[low_root] < self._size[high_root]:
            low_root, high_root = high_root, low_root
        self._parent[high_root] = low_root
        self._above[high_root] = difference
        self._size[low_root] += self._size[high_root]
        return True

    def rise(self, low: int, high: int) -> int | None:
        low_root, low_above = self._find(low)
        high_root, high_above = self._find(high)
        return high_above - low_above if low_root == high_root else None

    def _find(self, mark: int) -> tuple[int, int]:
        total = 0
        while self._parent[mark] != mark:
            total += self._above[mark]
            mark = self._parent[mark]
        return mark, total
