"""Pictures of tables that other rooms computed; matplotlib is imported with each module, not before."""
