"""Action ids of buttons that lead into a room above the one that draws them."""
