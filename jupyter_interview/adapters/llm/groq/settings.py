"""What the operator says about the provider. The key is read where it is used, and kept nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from jupyter_interview.errors import ModelFailed

KEY_VARIABLE = "GROQ_API_KEY"


class ModelSettings(msgspec.Struct, frozen=True):
    """Which models, where, and how patient we are. Times in seconds."""

    models: tuple[str, ...] = ()
    """Names in the order in which they are tried. None: there is no model."""
    base_url: str = "https://api.groq.com"
    """The host alone; the SDK adds the path."""
    path: str = "/openai/v1"
    """What the provider has instead of Groq's `/openai/v1`."""
    key_file: str = ""
    """Where the key is, if not in the environment."""
    turn_seconds: float = 20.0
    """For a whole answer, every retry and fall-back in it."""
    connect_seconds: float = 3.0
    piece_seconds: float = 8.0
    """For the first piece, and from one piece to the next."""
    patience_seconds: float = 4.0
    """The longest `retry-after` that is waited for; beyond it the next model is tried."""


def read_key(settings: ModelSettings) -> str:
    """The key, from the environment or the file.

    Raises:
        ModelFailed: there is none. The message names the places, never what is in them.
    """
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not key and settings.key_file:
        try:
            key = Path(settings.key_file).expanduser().read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ModelFailed("The file with the language model's key cannot be read.", "no_key") from error
    if not key:
        raise ModelFailed(f"No key for the language model: set {KEY_VARIABLE} or model_key_file.", "no_key")
    return key
