"""How other languages put numbers, days and lists: one module a language, with the names of bot/wording/phrases.py."""
