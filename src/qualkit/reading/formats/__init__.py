"""Files of other people as manuscripts and grids: one module a format, and what several of them share."""
