"""The review page: one HTML file that needs no network, with the replay of an interview and a form for marks."""

from jupyter_interview.review.page.document import review_page

__all__ = ["review_page"]
