"""Recording to picture: what is drawn, how large it is, and where graphviz puts it."""
