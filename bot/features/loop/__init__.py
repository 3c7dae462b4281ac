"""One candidate's interviews: opening, changing, excusing, revealing, canceling."""
