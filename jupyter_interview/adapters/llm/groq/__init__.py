"""Groq, and servers that speak like it: the `LanguageModel` port over HTTP."""

from jupyter_interview.adapters.llm.groq.model import GroqModel
from jupyter_interview.adapters.llm.groq.settings import ModelSettings

__all__ = ["GroqModel", "ModelSettings"]
