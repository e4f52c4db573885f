"""The work of a verdict without a judge: compile, call on every test, compare. All tests share this one process.

    python3 -I bare.py < job.json

The job is `{"source", "function", "tests": [{"arguments", "expected"}]}`; the answer is how many tests were right, of
how many. Standard library only and Python 3.11, since it also runs inside the kernel image.
"""

import json
import sys
from typing import Any


def main() -> None:
    job = json.load(sys.stdin)
    namespace: dict[str, Any] = {"__name__": "solution"}
    exec(compile(job["source"], "solution.py", "exec"), namespace)  # noqa: S102 - the bank's own solution
    function = namespace[job["function"]]
    right = sum(function(*test["arguments"]) == test["expected"] for test in job["tests"])
    print(f"{right}/{len(job['tests'])}")


main()
