def fewest_stamps(stamps: list[int], postage: int) -> int:
    unreachable = postage + 1
    fewest = [0] + [unreachable] * postage
    for stamp in stamps:
        for total in range(stamp, postage + 1):
            candidate = fewest[total - stamp] + 1
            if candidate < fewest[total]:
                fewest[total] = candidate
    return fewest[postage] if fewest[postage] < unreachable else -1
