"""What a JD must say, and what is wrong with one."""
