"""A resident executor in Python, as simple as can be and with nothing to protect it from the code it runs."""

import json
import os
import sys
import threading
import traceback


def say(value: object) -> None:
    os.write(3, json.dumps(value, separators=(",", ":")).encode() + b"\n")


def program() -> None:
    with open(4) as file:
        job = json.load(file)
    try:
        exec(job["source"], {"__name__": "__main__"})
    except Exception as error:  # noqa: BLE001 - the candidate's
        say({"outcome": "raised", "message": repr(error)})
        sys.exit(1)


def resident() -> None:
    say({"ready": True})
    job = json.loads(sys.stdin.readline())
    names: dict[str, object] = {}
    try:
        compile(job["source"], "solution.py", "exec")
        if job["source"].startswith("# dies"):
            os._exit(1)
        if job["source"].startswith("# lies"):
            say({"compiled": "perhaps"})
            return
    except SyntaxError as error:
        say({"compiled": False, "message": f"line {error.lineno}"})
        return
    say({"compiled": True})
    for line in sys.stdin:
        try:
            exec(job["source"], names)
            claim = {"outcome": "returned", "value": names[job["name"]](*json.loads(line))}  # type: ignore[operator]
        except Exception:  # noqa: BLE001 - the candidate's
            claim = {"outcome": "raised", "message": traceback.format_exc(limit=-1)}
        sys.stdout.flush()
        say({**claim, "clean": threading.active_count() == 1})


if "--program" in sys.argv:
    program()
else:
    resident()
