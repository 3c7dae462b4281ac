"""What a text says: segments, titles, places, pay, years, evidence and the role it describes."""
