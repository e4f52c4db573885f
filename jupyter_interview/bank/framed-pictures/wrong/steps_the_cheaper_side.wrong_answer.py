def framed_prices(pictures: list[int], frames: list[int], count: int) -> list[int]:
    pictures, frames = sorted(pictures), sorted(frames)
    if not pictures or not frames:
        return []
    picture = frame = 0
    prices = [pictures[0] + frames[0]]
    while len(prices) < min(count, len(pictures) * len(frames)):
        by_picture = pictures[picture + 1] + frames[frame] if picture + 1 < len(pictures) else None
        by_frame = pictures[picture] + frames[frame + 1] if frame + 1 < len(frames) else None
        if by_picture is None and by_frame is None:
            break
        if by_frame is None or (by_picture is not None and by_picture <= by_frame):
            picture += 1
        else:
            frame += 1
        prices.append(pictures[picture] + frames[frame])
    return prices
