"""A schedule that someone pasted, rows or iCalendar, read into who interviews when; knows no loop's rows."""
