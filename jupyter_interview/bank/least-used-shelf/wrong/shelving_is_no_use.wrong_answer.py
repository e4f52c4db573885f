from collections import OrderedDict, defaultdict


class UsageShelf:
    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._drawers: dict[int, int] = {}
        self._uses: dict[int, int] = {}
        # By number of uses, films in the order of last use. An OrderedDict is a linked list with a map to its nodes.
        self._groups: defaultdict[int, OrderedDict[int, None]] = defaultdict(OrderedDict)
        self._fewest = 0

    def ask(self, film: int) -> int:
        if film not in self._drawers:
            return -1
        self._use(film)
        return self._drawers[film]

    def shelve(self, film: int, drawer: int) -> int | None:
        if self._capacity == 0:
            return None
        left = None
        if film in self._drawers:
            pass  # only asking is a use
        else:
            if len(self._drawers) == self._capacity:
                left, _ = self._groups[self._fewest].popitem(last=False)
                del self._drawers[left], self._uses[left]
            self._uses[film] = self._fewest = 1
            self._groups[1][film] = None
        self._drawers[film] = drawer
        return left

    def _use(self, film: int) -> None:
        uses = self._uses[film]
        group = self._groups[uses]
        del group[film]
        if not group:
            del self._groups[uses]
            if uses == self._fewest:
                self._fewest += 1
        self._uses[film] = uses + 1
        self._groups[uses + 1][film] = None
