"""What was pasted: plain lines whose offsets still point into the original."""
