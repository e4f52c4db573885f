"""The languages that kernels and judge speak: one folder of `images/` each."""

LANGUAGES = ("python",)
