def fewest_stamps(stamps: list[int], postage: int) -> int:
    if postage == 0:
        return 0
    rests = [fewest_stamps(stamps, postage - stamp) for stamp in stamps if stamp <= postage]
    return min((rest + 1 for rest in rests if rest >= 0), default=-1)
