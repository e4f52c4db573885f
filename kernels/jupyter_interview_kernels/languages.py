"""The languages that an interview can be held in: kernel, judge and questions speak them.

`engine.image_languages()` are those with an image, and so at least a kernel.
"""

LANGUAGES = ("python",)
