"""What the reviewer knows, read from the definitions; its shapes, facts and ages."""
