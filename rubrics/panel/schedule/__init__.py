"""A schedule that somebody pasted, rows or iCalendar, read into who interviews when; knows no loop's rows."""
