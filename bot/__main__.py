"""`python -m bot` is `debrief`."""

from bot.cli import main

main()
