"""Ways of reading a page or a table, one per module; `extractors.contract` says what they share."""
