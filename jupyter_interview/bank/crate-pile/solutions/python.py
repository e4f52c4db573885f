from typing import NamedTuple


class Layer(NamedTuple):
    weight: int
    lightest: int  # from the ground up to this crate
    how_many: int


class CratePile:
    def __init__(self) -> None:
        self._layers: list[Layer] = []

    def put(self, weight: int) -> None:
        if not self._layers or weight < self._layers[-1].lightest:
            self._layers.append(Layer(weight, weight, 1))
            return
        below = self._layers[-1]
        self._layers.append(Layer(weight, below.lightest, below.how_many + (weight == below.lightest)))

    def take(self) -> int | None:
        return self._layers.pop().weight if self._layers else None

    def lightest(self) -> int | None:
        return self._layers[-1].lightest if self._layers else None

    def how_many(self) -> int:
        return self._layers[-1].how_many if self._layers else 0
