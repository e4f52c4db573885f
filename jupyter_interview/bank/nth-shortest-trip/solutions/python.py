def trip_duration(flights: list[int], ferries: list[int], place: int) -> int:
    flights, ferries = sorted(flights), sorted(ferries)
    too_short, enough = flights[0] + ferries[0] - 1, flights[-1] + ferries[-1]
    while enough - too_short > 1:
        duration = (too_short + enough) // 2
        if trips_up_to(flights, ferries, duration) >= place:
            enough = duration
        else:
            too_short = duration
    return enough


def trips_up_to(flights: list[int], ferries: list[int], duration: int) -> int:
    """Both lists are sorted: the longer the flight, the fewer ferries go with it."""
    count, fitting = 0, len(ferries)
    for flight in flights:
        while fitting and flight + ferries[fitting - 1] > duration:
            fitting -= 1
        if not fitting:
            break
        count += fitting
    return count
