"""One interviewer's ratings: the form, its draft and its submit."""
