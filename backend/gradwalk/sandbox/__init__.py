"""The wall: a zygote with torch loaded forks one locked child for each run, and the server talks to it over a socket."""
