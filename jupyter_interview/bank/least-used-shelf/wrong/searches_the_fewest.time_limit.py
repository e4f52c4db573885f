class UsageShelf:
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.cards: dict[int, list[int]] = {}  # uses, time of last use, drawer
        self.now = 0

    def ask(self, film: int) -> int:
        if film not in self.cards:
            return -1
        self.use(film)
        return self.cards[film][2]

    def shelve(self, film: int, drawer: int) -> int | None:
        left = None
        if film not in self.cards:
            if self.capacity == 0:
                return None
            if len(self.cards) == self.capacity:
                left = min(self.cards, key=lambda other: self.cards[other][:2])
                del self.cards[left]
            self.cards[film] = [0, 0, drawer]
        self.use(film)
        self.cards[film][2] = drawer
        return left

    def use(self, film: int) -> None:
        self.now += 1
        self.cards[film][0] += 1
        self.cards[film][1] = self.now
