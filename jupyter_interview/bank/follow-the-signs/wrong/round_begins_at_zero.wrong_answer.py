def follow_the_signs(signs: list[int], steps: int) -> int:
    way = [0]
    seen = {0}
    while signs[way[-1]] not in seen:
        way.append(signs[way[-1]])
        seen.add(way[-1])
    return way[steps % len(way)]
