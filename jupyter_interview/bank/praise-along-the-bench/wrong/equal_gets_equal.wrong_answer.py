def fewest_stars(points: list[int]) -> int:
    stars = [1] * len(points)
    for child in range(1, len(points)):
        if points[child] >= points[child - 1]:
            stars[child] = stars[child - 1] + (points[child] > points[child - 1])
    for child in range(len(points) - 2, -1, -1):
        if points[child] >= points[child + 1]:
            stars[child] = max(stars[child], stars[child + 1] + (points[child] > points[child + 1]))
    return sum(stars)
