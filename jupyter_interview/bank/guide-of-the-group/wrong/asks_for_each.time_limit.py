def find_guide(people: int, follows: list[list[int]]) -> int:
    for person in range(people):
        followers = sum(1 for _, followed in follows if followed == person)
        if followers == people - 1 and all(follower != person for follower, _ in follows):
            return person
    return -1
