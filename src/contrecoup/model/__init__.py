"""The nouns: frozen, plain, without I/O, JSON, HTML or human language."""
