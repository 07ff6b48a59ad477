"""The description of the API in Chinese, by its English: what is not here is shown in English, and a test finds it."""
