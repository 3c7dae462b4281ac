"""Who is asking, whom Debrief knows in a workspace, and how senior they are."""
