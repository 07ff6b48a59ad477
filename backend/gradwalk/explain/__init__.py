"""Why: derivative rules and findings, texts in English and Chinese as data, and the code that applies them."""
