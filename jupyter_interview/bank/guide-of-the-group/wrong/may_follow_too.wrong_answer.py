def find_guide(people: int, follows: list[list[int]]) -> int:
    followers = [0] * people
    for _, followed in follows:
        followers[followed] += 1
    return followers.index(people - 1) if people - 1 in followers else -1
