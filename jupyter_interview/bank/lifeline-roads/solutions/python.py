def lifeline_roads(villages: int, roads: list[list[int]]) -> list[int]:
    leaving: list[list[tuple[int, int]]] = [[] for _ in range(villages)]
    for road, (one, other) in enumerate(roads):
        leaving[one].append((other, road))
        leaving[other].append((one, road))
    entered = [0] * villages  # the number at which a village was entered; 0 is not yet
    lowest = [0] * villages
    count = 0
    lifelines = []
    for start in range(villages):
        if entered[start]:
            continue
        count += 1
        entered[start] = lowest[start] = count
        way = [(start, -1, iter(leaving[start]))]
        while way:
            village, entered_by, untried = way[-1]
            for neighbour, road in untried:
                if not entered[neighbour]:
                    count += 1
                    entered[neighbour] = lowest[neighbour] = count
                    way.append((neighbour, road, iter(leaving[neighbour])))
                    break
                if road != entered_by:
                    lowest[village] = min(lowest[village], entered[neighbour])
            else:
                way.pop()
                if way:
                    above = way[-1][0]
                    lowest[above] = min(lowest[above], lowest[village])
                    if lowest[village] == entered[village]:
                        lifelines.append(entered_by)
    return sorted(lifelines)
