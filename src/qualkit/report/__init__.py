"""What a study comes to, written for others to read: figures, tables, a page and an audit."""
