from heapq import heappop, heappush


def framed_prices(pictures: list[int], frames: list[int], count: int) -> list[int]:
    if not pictures or not frames:
        return []
    pictures, frames = sorted(pictures), sorted(frames)
    next_up = [(pictures[0] + frames[0], 0, 0)]
    prices: list[int] = []
    while next_up and len(prices) < count:
        price, picture, frame = heappop(next_up)
        prices.append(price)
        if picture + 1 < len(pictures):
            heappush(next_up, (pictures[picture + 1] + frames[frame], picture + 1, frame))
        if frame + 1 < len(frames):
            heappush(next_up, (pictures[picture] + frames[frame + 1], picture, frame + 1))
    return prices
