def find_guide(people: int, follows: list[list[int]]) -> int:
    trust = [0] * people
    for follower, followed in follows:
        trust[follower] -= 1
        trust[followed] += 1
    for person, followers in enumerate(trust):
        if followers == people - 1:
            return person
    return -1
