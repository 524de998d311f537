"""Parts that pages are made of; each shows what it is given and knows nothing of stations."""
