def fewest_stars(points: list[int]) -> int:
    stars = [1] * len(points)
    complaints = True
    while complaints:
        complaints = False
        for child in range(len(points)):
            for beside in (child - 1, child + 1):
                if 0 <= beside < len(points) and points[child] > points[beside] and stars[child] <= stars[beside]:
                    stars[child] = stars[beside] + 1
                    complaints = True
    return sum(stars)
