"""Offline review: project, seal and verify transcripts. Needs no server, database or network."""

from jupyter_interview.review.description import describe
from jupyter_interview.review.sealing import build_transcript
from jupyter_interview.review.trust import TrustedKeys, read_trusted_keys
from jupyter_interview.review.verify import Transcript, Verification, read_transcript, verify

__all__ = [
    "Transcript",
    "TrustedKeys",
    "Verification",
    "build_transcript",
    "describe",
    "read_transcript",
    "read_trusted_keys",
    "verify",
]
