"""The interviewer in a language model's words: the authored one decides what happens, the model how it is said."""

from jupyter_interview.adapters.llm.worded.interviewer import WordedInterviewer
from jupyter_interview.adapters.llm.worded.reading import ModelReader

__all__ = ["ModelReader", "WordedInterviewer"]
