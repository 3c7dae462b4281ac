"""What takes long to make and comes out the same each time, kept between starts."""
