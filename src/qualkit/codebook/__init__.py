"""The codebook: a tree of codes, what each means, and how it came to be."""
