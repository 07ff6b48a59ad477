"""The web service: the REST API, and the pages that the front end's build left."""
