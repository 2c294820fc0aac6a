"""One module a section of the page: findings in, blocks out."""
