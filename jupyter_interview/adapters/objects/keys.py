"""What an object's key may be. The same rules hold for every store, so that a folder can be copied into a bucket."""

from __future__ import annotations

from jupyter_interview.errors import InvalidRequest

LONGEST_KEY = 1024
"""UTF-8 bytes; S3's limit."""

LONGEST_SEGMENT = 255
"""UTF-8 bytes; the limit of common file systems."""


def check_key(key: str) -> str:
    """The key itself. InvalidRequest unless it is a relative path of segments joined by single slashes.

    No segment is `.` or `..`, or begins with a dot (a folder store keeps its unfinished files there), or holds a
    backslash or a control character.
    """
    if not all(_is_segment(segment) for segment in key.split("/")) or _size(key) > LONGEST_KEY:
        raise InvalidRequest("This is not a valid name for a stored file. Use a relative path such as folder/file.txt.")
    return key


def check_prefix(prefix: str) -> str:
    """The prefix itself: empty, or the beginning of a valid key, with or without a slash at its end."""
    if prefix:
        check_key(prefix.removesuffix("/"))
    return prefix


def _is_segment(segment: str) -> bool:
    return (
        segment != ""
        and not segment.startswith(".")
        and not any(character == "\\" or ord(character) < 32 or ord(character) == 127 for character in segment)
        and _size(segment) <= LONGEST_SEGMENT
    )


def _size(text: str) -> int:
    """Bytes in UTF-8; more than any limit for a lone surrogate, which has no UTF-8."""
    try:
        return len(text.encode())
    except UnicodeEncodeError:
        return LONGEST_KEY + 1
