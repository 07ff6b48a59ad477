"""The API's documentation as one page without scripts, made from the description that the API gives of itself."""
