def fewest_stamps(stamps: list[int], postage: int) -> int:
    unreachable = postage + 1
    fewest = [0] + [unreachable] * postage
    for stamp in stamps:
        for total in range(postage, stamp - 1, -1):
            fewest[total] = min(fewest[total], fewest[total - stamp] + 1)
    return fewest[postage] if fewest[postage] < unreachable else -1
