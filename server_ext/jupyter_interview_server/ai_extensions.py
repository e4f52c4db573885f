"""AI extensions of JupyterLab, kept as data: what the package of such a plugin has in its name."""

from __future__ import annotations

from typing import Final

AI_EXTENSIONS: Final[dict[str, str]] = {
    "jupyter-ai": "Jupyter AI",
    "jupyternaut": "Jupyter AI",
    "jupyterlite/ai": "JupyterLite AI",
    "notebook-intelligence": "Notebook Intelligence",
    "copilot": "Copilot",
    "codewhisperer": "Amazon CodeWhisperer",
    "amazon-q": "Amazon Q Developer",
    "mito-ai": "Mito AI",
    "codeium": "Codeium",
    "tabnine": "Tabnine",
    "magic-wand": "Magic wand",
    "llm-assistant": "LLM assistant",
    "mynerva": "Mynerva",
    "chatgpt": "ChatGPT",
    "gpt-jupyterlab": "GPT for JupyterLab",
    "pretzelai": "Pretzel AI",
}
"""Compared in small letters with `_` taken for `-`."""


def with_more(more: dict[str, str]) -> dict[str, str]:
    """The list with what the setting adds, renames, or by an empty name takes away."""
    return {part.lower(): name for part, name in {**AI_EXTENSIONS, **more}.items() if part and name}
