"""The languages that an interview can be held in: kernel, judge and questions speak them. The first is the default."""

LANGUAGES = ("python", "javascript", "java")
