"""Logs that programs read: a JSON object a line, for whoever collects them."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any


class JsonFormatter(logging.Formatter):
    """`at`, `level`, `logger`, `message`, and of an exception its type and where it was raised.

    Not what the exception says: our own messages hold ids and nothing personal, other libraries' may quote anything.
    """

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            said["error"] = record.exc_info[0].__name__
            said["trace"] = "".join(traceback.format_tb(record.exc_info[2]))
        return json.dumps(said, ensure_ascii=False)


def all_as_json() -> None:
    """Every handler there is in this process writes JSON from now on: Jupyter's applications each have their own."""
    found = [logging.getLogger(), *logging.Logger.manager.loggerDict.values()]
    for logger in found:
        for handler in logger.handlers if isinstance(logger, logging.Logger) else ():
            handler.setFormatter(JsonFormatter())
