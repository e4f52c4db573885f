"""The languages that an interview can be held in: kernel, judge and questions speak them. The first is offered first."""

LANGUAGES = ("python", "javascript", "java")
