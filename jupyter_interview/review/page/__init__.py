"""The review page: one HTML file that needs no network, with the replay of an interview and a form for marks."""

from jupyter_interview.domain.scoring import Feedback
from jupyter_interview.review.page.document import page_script, review_page
from jupyter_interview.review.verify import read_transcript

__all__ = ["page_script", "replay_of", "review_page"]


def replay_of(data: bytes, name: str, feedback: Feedback | None) -> str:
    """The page of a transcript as it was stored. Raises InvalidTranscript."""
    return review_page(read_transcript(data), name, feedback=feedback)
