def most_in_line(posts: list[list[int]]) -> int:
    most = min(len(posts), 2)
    for first in range(len(posts)):
        x, y = posts[first]
        for second in range(first + 1, len(posts)):
            east, north = posts[second][0] - x, posts[second][1] - y
            on_line = 2
            for third in range(second + 1, len(posts)):
                if (posts[third][0] - x) * north == (posts[third][1] - y) * east:
                    on_line += 1
            most = max(most, on_line)
    return most
