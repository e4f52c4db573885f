def trip_duration(flights: list[int], ferries: list[int], place: int) -> int:
    flights, ferries = sorted(flights), sorted(ferries)
    low, high = flights[0] + ferries[0], flights[-1] + ferries[-1]
    while low < high:
        duration = (low + high) // 2
        count, fitting = 0, len(ferries)
        for flight in flights:
            while fitting and flight + ferries[fitting - 1] >= duration:
                fitting -= 1
            count += fitting
        if count >= place:
            high = duration
        else:
            low = duration + 1
    return low
