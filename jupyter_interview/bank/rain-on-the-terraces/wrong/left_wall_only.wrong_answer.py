def water_held(heights: list[int]) -> int:
    held = waiting = wall = 0
    for height in heights:
        if height >= wall:
            held += waiting
            wall, waiting = height, 0
        else:
            waiting += wall - height
    return held
